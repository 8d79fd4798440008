// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.settings;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;

/** In a region that it shares. */
@Entity
@Cache(usage = CacheConcurrencyStrategy.READ_WRITE, region = "shared")
class Shared {
  @Id long id;

  String text = "shared";

  protected Shared() {}

  Shared(long id) {
    this.id = id;
  }
}
