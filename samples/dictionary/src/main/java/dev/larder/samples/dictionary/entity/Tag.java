// SPDX-License-Identifier: Apache-2.0

package dev.larder.samples.dictionary.entity;

import static dev.larder.samples.dictionary.caching.CacheNames.TAGGED;
import static dev.larder.samples.dictionary.caching.CacheNames.TAGS;
import static dev.larder.samples.dictionary.caching.CacheNames.TAG_IDS;
import static org.hibernate.annotations.CacheConcurrencyStrategy.READ_WRITE;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.Version;
import java.util.HashSet;
import java.util.Set;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.NaturalId;
import org.hibernate.annotations.NaturalIdCache;
import org.hibernate.annotations.OptimisticLock;

/** A name that readers give to some meanings; it can be renamed. */
@Entity
@Cacheable
@Cache(usage = READ_WRITE, region = TAGS)
@NaturalIdCache(region = TAG_IDS)
public class Tag {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private int id;

  @Version private int version;

  @NaturalId(mutable = true)
  private String name;

  // Two readers who tag two meanings do not disturb each other, nor one who renames the tag.
  @ManyToMany
  @JoinTable(
      name = "tag_meaning",
      joinColumns = @JoinColumn(name = "tag"),
      inverseJoinColumns = @JoinColumn(name = "synset"))
  @Cache(usage = READ_WRITE, region = TAGGED)
  @OptimisticLock(excluded = true)
  private Set<Meaning> meanings = new HashSet<>();

  /** For Hibernate, which fills the fields. */
  @SuppressWarnings("NullAway.Init")
  protected Tag() {}

  /** A tag that no meaning has yet. */
  public Tag(String name) {
    this.name = name;
  }

  /** Gives it another name. */
  public void rename(String newName) {
    name = newName;
  }

  /** How often it was renamed. */
  public int version() {
    return version;
  }

  /** Its name, in small letters. */
  public String name() {
    return name;
  }

  /** The meanings that have it. */
  public Set<Meaning> meanings() {
    return meanings;
  }
}
