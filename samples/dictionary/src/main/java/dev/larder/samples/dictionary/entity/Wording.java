// SPDX-License-Identifier: Apache-2.0

package dev.larder.samples.dictionary.entity;

import static dev.larder.samples.dictionary.caching.CacheNames.EXAMPLES;
import static dev.larder.samples.dictionary.caching.CacheNames.WORDINGS;
import static org.hibernate.annotations.CacheConcurrencyStrategy.READ_WRITE;

import jakarta.persistence.Cacheable;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.MapsId;
import jakarta.persistence.OneToOne;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.annotations.Cache;

/** What readers have made of a meaning: a definition in their own words, and examples. */
@Entity
// lines: lines
@Cacheable
@Cache(usage = READ_WRITE, region = WORDINGS)
public class Wording {
  // end
  @Id private int synset;

  @Version private int version;

  @MapsId
  @OneToOne(fetch = FetchType.LAZY, optional = false)
  @JoinColumn(name = "synset")
  private Meaning meaning;

  private String text;

  @Column(name = "changed_at")
  private Instant changedAt;

  @ElementCollection
  @CollectionTable(name = "wording_example", joinColumns = @JoinColumn(name = "synset"))
  @OrderColumn(name = "position")
  @Column(name = "text")
  @Cache(usage = READ_WRITE, region = EXAMPLES)
  private List<String> examples = new ArrayList<>();

  /** For Hibernate, which fills the fields. */
  @SuppressWarnings("NullAway.Init")
  protected Wording() {}

  /** One that says nothing yet. */
  public Wording(Meaning meaning) {
    this.meaning = meaning;
    this.text = "";
    this.changedAt = Instant.EPOCH;
  }

  /** Says it anew; an empty text leaves the definition as WordNet has it. */
  public void change(String newText, List<String> newExamples, Instant now) {
    text = newText;
    changedAt = now; // moves the version also when only examples or tags change
    if (!examples.equals(newExamples)) {
      examples.clear();
      examples.addAll(newExamples);
    }
  }

  /** How often it was changed since the first time. */
  public int version() {
    return version;
  }

  /** What it is about. */
  public Meaning meaning() {
    return meaning;
  }

  /** The definition; empty if it is WordNet's. */
  public String text() {
    return text;
  }

  /** Sentences that show the meaning. */
  public List<String> examples() {
    return examples;
  }
}
