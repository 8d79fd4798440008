// SPDX-License-Identifier: Apache-2.0

package dev.larder.samples.dictionary.uses;

import dev.larder.samples.dictionary.caching.CacheNames;

/** One way in which a look-up uses a cache, and where its three lines of code are. */
public enum CacheUse {
  ENTRY(
      "Entry",
      CacheNames.WORDS,
      "JPA entities in Hibernate's second-level cache",
      "entity/Word.java"),
  LINES(
      "Readers' lines",
      CacheNames.WORDINGS,
      "JPA, READ_WRITE: edited here, and never shown old",
      "entity/Wording.java"),
  DEFINITIONS(
      "Definitions",
      CacheNames.DEFINITIONS,
      "@CacheResult, the annotation of JSR-107",
      "uses/Definitions.java"),
  RELATED(
      "Related words",
      CacheNames.RELATED,
      "@Cacheable, the annotation of Spring",
      "uses/RelatedWords.java"),
  PATH(
      "Path to the root",
      CacheNames.ANCESTORS,
      "read through a CacheLoader: a recursive query",
      "uses/Ancestors.java"),
  SIMILARITY(
      "Likeness",
      CacheNames.SIMILARITY,
      "@Cacheable over many recursive queries",
      "uses/Similarities.java"),
  NOTE("Note", CacheNames.NOTES, "read and written through", "uses/Notes.java"),
  COUNT(
      "Look-up count",
      CacheNames.LOOK_UPS,
      "an entry processor, written behind",
      "uses/LookUpCounts.java"),
  LATEST(
      "Latest edits",
      CacheNames.QUERIES,
      "a JPA query in Hibernate's query cache",
      "uses/Lines.java"),
  TAG(
      "Tag",
      CacheNames.TAG_IDS,
      "a JPA entity by its natural id, which can be renamed",
      "uses/Lines.java"),
  SUGGESTIONS(
      "Suggestions",
      CacheNames.SUGGESTIONS,
      "@Cacheable, the annotation of Spring",
      "uses/Suggestions.java");

  private final String title;
  private final String cache;
  private final String means;
  private final String source;

  CacheUse(String title, String cache, String means, String source) {
    this.title = title;
    this.cache = cache;
    this.means = means;
    this.source = source;
  }

  /** What a reader of the page gets from it. */
  public String title() {
    return title;
  }

  /** The cache it asks first. */
  public String cache() {
    return cache;
  }

  /** By which means it uses the cache. */
  public String means() {
    return means;
  }

  /** The file with its code, below the application's package. */
  public String source() {
    return source;
  }
}
