// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.settings;

import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;

/** Asks for a transactional cache of its collection only. */
@Entity
@Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
class Transactional {
  @Id long id;

  @ElementCollection
  @Cache(usage = CacheConcurrencyStrategy.TRANSACTIONAL)
  List<String> lines = new ArrayList<>();
}
