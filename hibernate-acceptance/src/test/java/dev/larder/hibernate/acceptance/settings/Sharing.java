// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.settings;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;

/** In the same region as another entity. */
@Entity
@Cache(usage = CacheConcurrencyStrategy.READ_WRITE, region = "shared")
class Sharing {
  @Id long id;

  String text = "sharing";

  protected Sharing() {}

  Sharing(long id) {
    this.id = id;
  }
}
