// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.events;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.annotations.GeneratedColumn;

/** Made in part by the database, without a version and a formula. */
@Entity
public class Letter {
  @Id public long id;

  public int grams;

  @GeneratedColumn("grams * 3")
  public int cents;

  protected Letter() {}

  /** Not yet stored. */
  public Letter(long id, int grams) {
    this.id = id;
    this.grams = grams;
  }
}
