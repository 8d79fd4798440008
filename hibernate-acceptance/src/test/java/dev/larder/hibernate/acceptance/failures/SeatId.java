// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.failures;

import jakarta.persistence.Embeddable;
import java.io.Serializable;

/** An id that throws when it is hashed or compared while there is trouble. */
@Embeddable
class SeatId implements Serializable {
  private static final long serialVersionUID = 1;

  int line;
  int place;

  protected SeatId() {}

  SeatId(int line, int place) {
    this.line = line;
    this.place = place;
  }

  @Override
  public boolean equals(Object other) {
    Trouble.throwIfAny();
    return other instanceof SeatId that && that.line == line && that.place == place;
  }

  @Override
  public int hashCode() {
    Trouble.throwIfAny();
    return 31 * line + place;
  }
}
