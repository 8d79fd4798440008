// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.configuration;

/** From when on a transaction may see the database: no later than that its stamp is taken. */
public enum Snapshots {
  /** Each transaction begins to read after it began. */
  FROM_BEGIN,
  /**
   * A transaction may go on with what its connection read before it: snapshot isolation on
   * connections that are not in auto-commit mode, where reading begins one silently.
   */
  FROM_LAST_END
}
