// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.failures;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.annotations.JavaType;

/** Found by a type of the application's own. */
@Entity
class Parcel {
  @Id
  @JavaType(LabelType.class)
  Label id;

  String text;

  protected Parcel() {}

  /** Not yet stored. */
  Parcel(Label id, String text) {
    this.id = id;
    this.text = text;
  }
}
