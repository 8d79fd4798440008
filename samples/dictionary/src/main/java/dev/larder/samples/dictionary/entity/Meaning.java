// SPDX-License-Identifier: Apache-2.0

package dev.larder.samples.dictionary.entity;

import dev.larder.samples.dictionary.caching.CacheNames;
import jakarta.persistence.Cacheable;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import java.util.List;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.hibernate.annotations.Immutable;

/** A synset: what its words have in common. */
@Entity
@Table(name = "synset")
@Cacheable
@Cache(usage = CacheConcurrencyStrategy.READ_ONLY, region = CacheNames.MEANINGS)
@Immutable
public class Meaning {
  @Id private int id;

  private char type;
  private int topic;
  private String definition;

  @OneToMany(mappedBy = "meaning")
  @OrderBy("position")
  @Cache(usage = CacheConcurrencyStrategy.READ_ONLY, region = CacheNames.SENSE_LISTS)
  private List<Sense> senses;

  /** For Hibernate, which fills the fields. */
  @SuppressWarnings("NullAway.Init")
  protected Meaning() {}

  /** WordNet's number of the synset. */
  public int id() {
    return id;
  }

  /** WordNet's letter: {@code n v a r s}. */
  public char type() {
    return type;
  }

  /** The number of the lexicographers' file. */
  public int topic() {
    return topic;
  }

  /** What it means, by WordNet. */
  public String definition() {
    return definition;
  }

  /** The words with this meaning, the most usual first. */
  public List<Sense> senses() {
    return senses;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Meaning meaning && meaning.id() == id();
  }

  @Override
  public int hashCode() {
    return Integer.hashCode(id());
  }
}
