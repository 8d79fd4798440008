// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.failures;

import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;

/** Found by an embedded id. */
@Entity
class Seat {
  @EmbeddedId SeatId id;

  String text;

  protected Seat() {}

  /** Not yet stored. */
  Seat(SeatId id, String text) {
    this.id = id;
    this.text = text;
  }
}
