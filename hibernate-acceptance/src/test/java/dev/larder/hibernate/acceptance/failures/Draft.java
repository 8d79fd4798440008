// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.failures;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import org.hibernate.annotations.Type;

/** Versioned by a type of the application's own. */
@Entity
class Draft {
  @Id long id;

  @Version
  @Type(RevisionType.class)
  Revision revision;

  String text;

  protected Draft() {}

  /** Not yet stored. */
  Draft(long id, String text) {
    this.id = id;
    this.text = text;
  }
}
