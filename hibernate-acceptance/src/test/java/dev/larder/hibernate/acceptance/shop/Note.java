// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.shop;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** Without a version. */
@Entity
public class Note {
  @Id public long id;

  public String text;

  protected Note() {}

  /** Not yet stored. */
  public Note(long id, String text) {
    this.id = id;
    this.text = text;
  }
}
