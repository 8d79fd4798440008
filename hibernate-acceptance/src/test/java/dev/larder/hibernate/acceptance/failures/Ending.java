// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.failures;

import dev.larder.hibernate.acceptance.races.OpenChange;

/** How a transaction ends. */
enum Ending {
  COMMIT {
    @Override
    void of(OpenChange change) {
      change.commit();
    }
  },
  ROLLBACK {
    @Override
    void of(OpenChange change) {
      change.rollBack();
    }
  };

  /** Ends it. */
  abstract void of(OpenChange change);
}
