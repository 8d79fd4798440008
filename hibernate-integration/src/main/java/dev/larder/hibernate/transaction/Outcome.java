// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.transaction;

/** How a transaction ended. */
enum Outcome {
  /** The database has it. */
  COMMITTED,
  /** The database does not have it: no commit was tried. */
  ROLLED_BACK,
  /** A commit was tried and failed: the database may have it, or may yet get it. */
  UNKNOWN
}
