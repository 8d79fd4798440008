// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.failures;

import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Hashes to another number each time and equals nothing, not even itself. */
@Entity
class Liar {
  private static final AtomicInteger HASHES = new AtomicInteger();

  @Id long id;

  String text;

  @ElementCollection List<String> stories = new ArrayList<>();

  protected Liar() {}

  /** Not yet stored. */
  Liar(long id, String text) {
    this.id = id;
    this.text = text;
  }

  @Override
  @SuppressWarnings("EqualsHashCode")
  public boolean equals(Object other) {
    return false;
  }

  @Override
  public int hashCode() {
    return HASHES.incrementAndGet();
  }
}
