// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.failures;

import dev.larder.hibernate.acceptance.races.Change;
import dev.larder.hibernate.acceptance.races.OpenChange;
import dev.larder.hibernate.acceptance.races.Shelf;

/** When a change begins and ends, seen from a time in which no region reaches its store. */
enum Moment {
  DURING {
    @Override
    void run(Shelf shelf, long id, Change change, Ending ending) {
      try (Cut unused = Cut.now()) {
        ending.of(change.begin(shelf.stage().factory, id));
        shelf.assertTruth(this, id);
      }
    }
  },
  BEGUN_BEFORE {
    @Override
    void run(Shelf shelf, long id, Change change, Ending ending) {
      OpenChange open = change.begin(shelf.stage().factory, id);
      try (Cut unused = Cut.now()) {
        ending.of(open);
        shelf.assertTruth(this, id);
      }
    }
  },
  BEGUN_BEFORE_READ_BY_NOBODY {
    @Override
    void run(Shelf shelf, long id, Change change, Ending ending) {
      OpenChange open = change.begin(shelf.stage().factory, id);
      try (Cut unused = Cut.now()) {
        ending.of(open);
      }
    }
  },
  ENDED_AFTER {
    @Override
    void run(Shelf shelf, long id, Change change, Ending ending) {
      OpenChange open;
      try (Cut unused = Cut.now()) {
        open = change.begin(shelf.stage().factory, id);
        shelf.assertTruth(this, id);
      }
      shelf.assertTruth(this, id);
      ending.of(open);
    }
  },
  AROUND {
    @Override
    void run(Shelf shelf, long id, Change change, Ending ending) {
      OpenChange open = change.begin(shelf.stage().factory, id);
      try (Cut unused = Cut.now()) {
        shelf.assertTruth(this, id);
      }
      shelf.assertTruth(this, id);
      ending.of(open);
    }
  };

  /** Does it. */
  abstract void run(Shelf shelf, long id, Change change, Ending ending);
}
