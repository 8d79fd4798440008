// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.events;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import org.hibernate.annotations.Formula;
import org.hibernate.annotations.GeneratedColumn;

/** Part of what it holds is made by the database, at each insert and update. */
@Entity
public class Parcel {
  @Id public long id;

  @Version public int version;

  public int grams;

  @GeneratedColumn("grams * 3")
  public int cents;

  @Formula("grams / 2")
  public Integer half;

  protected Parcel() {}

  /** Not yet stored. */
  public Parcel(long id, int grams) {
    this.id = id;
    this.grams = grams;
  }

  /** Each figure, in a row. */
  public String describe() {
    return grams + " " + cents + " " + half;
  }
}
