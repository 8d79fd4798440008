// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.settings;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;

/** Has a version that may be missing. */
@Entity
class Loose {
  @Id long id;

  @Version Integer version;

  String text;

  protected Loose() {}

  Loose(long id, String text) {
    this.id = id;
    this.text = text;
  }
}
