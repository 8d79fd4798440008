// SPDX-License-Identifier: Apache-2.0

package dev.larder.samples.dictionary.entity;

import dev.larder.samples.dictionary.caching.CacheNames;
import jakarta.persistence.Cacheable;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.hibernate.annotations.Immutable;

/** A word with one of its meanings. */
@Entity
@Cacheable
@Cache(usage = CacheConcurrencyStrategy.READ_ONLY, region = CacheNames.SENSES)
@Immutable
public class Sense {
  @Id private int id;

  @ManyToOne(fetch = FetchType.LAZY)
  @JoinColumn(name = "word")
  private Word word;

  @ManyToOne(fetch = FetchType.LAZY)
  @JoinColumn(name = "synset")
  private Meaning meaning;

  private int position;
  private int number;
  private int uses;
  private String spelling;
  private String marker;

  /** For Hibernate, which fills the fields. */
  @SuppressWarnings("NullAway.Init")
  protected Sense() {}

  /** The word. */
  public Word word() {
    return word;
  }

  /** The meaning. */
  public Meaning meaning() {
    return meaning;
  }

  /** The place of the word among those of its meaning, from 1. */
  public int position() {
    return position;
  }

  /** The place of this meaning among the word's, from 1, the most usual first. */
  public int number() {
    return number;
  }

  /** How often the word was found with this meaning. */
  public int uses() {
    return uses;
  }

  /** The word as it is written. */
  public String spelling() {
    return spelling;
  }

  /** Where an adjective stands: {@code a}, {@code p}, {@code ip}, or empty for anywhere. */
  public String marker() {
    return marker;
  }
}
