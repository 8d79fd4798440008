// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.events;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.annotations.TenantId;

/** In one table with the guests of all tenants. */
@Entity
public class Guest {
  @Id public long id;

  @TenantId public String house;

  public String name;

  protected Guest() {}

  /** Not yet stored. */
  public Guest(long id, String name) {
    this.id = id;
    this.name = name;
  }
}
