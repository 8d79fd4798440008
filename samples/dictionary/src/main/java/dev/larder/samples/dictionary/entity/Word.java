// SPDX-License-Identifier: Apache-2.0

package dev.larder.samples.dictionary.entity;

import static dev.larder.samples.dictionary.caching.CacheNames.SENSE_LISTS;
import static dev.larder.samples.dictionary.caching.CacheNames.WORDS;
import static dev.larder.samples.dictionary.caching.CacheNames.WORD_IDS;
import static org.hibernate.annotations.CacheConcurrencyStrategy.READ_ONLY;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import java.util.List;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.NaturalId;
import org.hibernate.annotations.NaturalIdCache;

/** A word as it is looked up, with its senses. */
// lines: entry
@Entity
@Cacheable
@Cache(usage = READ_ONLY, region = WORDS)
// end
@NaturalIdCache(region = WORD_IDS)
@Immutable
public class Word {
  @Id private int id;

  @NaturalId private String lemma;

  private int uses;

  @OneToMany(mappedBy = "word")
  @OrderBy("id")
  @Cache(usage = READ_ONLY, region = SENSE_LISTS)
  private List<Sense> senses;

  /** For Hibernate, which fills the fields. */
  @SuppressWarnings("NullAway.Init")
  protected Word() {}

  /** The word in small letters. */
  public String lemma() {
    return lemma;
  }

  /** How often it was found in tagged texts. */
  public int uses() {
    return uses;
  }

  /** What it can mean. */
  public List<Sense> senses() {
    return senses;
  }
}
