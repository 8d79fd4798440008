// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.races;

import java.util.function.Consumer;

/** How a transaction ends. */
enum End {
  COMMIT(OpenChange::commit),
  ROLLBACK(OpenChange::rollBack);

  private final Consumer<OpenChange> how;

  End(Consumer<OpenChange> how) {
    this.how = how;
  }

  void of(OpenChange change) {
    how.accept(change);
  }
}
