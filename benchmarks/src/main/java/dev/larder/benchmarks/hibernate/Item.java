// SPDX-License-Identifier: Apache-2.0

package dev.larder.benchmarks.hibernate;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;

/** An entity of two columns. */
@Entity
@Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
public class Item {
  @Id long id;
  String name = "";

  /** For Hibernate. */
  protected Item() {}

  Item(long id) {
    this.id = id;
    this.name = "item " + id;
  }
}
