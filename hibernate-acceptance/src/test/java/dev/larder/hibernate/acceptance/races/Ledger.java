// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.races;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.SecondaryTable;
import jakarta.persistence.Version;

/** Versioned, in two tables, of which only the changed one is written. */
@Entity
@SecondaryTable(name = "LedgerRest")
class Ledger {
  @Id long id = 1;

  @Version int version;

  String text = "old";

  @Column(table = "LedgerRest")
  String rest = "old";

  /** Both tables' columns. */
  String describe() {
    return text + " " + rest;
  }
}
