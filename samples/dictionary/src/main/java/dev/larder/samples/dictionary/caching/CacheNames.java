// SPDX-License-Identifier: Apache-2.0

package dev.larder.samples.dictionary.caching;

/** The names of the caches, as the page shows them. */
public final class CacheNames {
  /** Hibernate's: the number of a word by its letters. */
  public static final String WORD_IDS = "jpa.word-ids";

  /** Hibernate's: words. */
  public static final String WORDS = "jpa.words";

  /** Hibernate's: senses. */
  public static final String SENSES = "jpa.senses";

  /** Hibernate's: which senses a word or a meaning has. */
  public static final String SENSE_LISTS = "jpa.sense-lists";

  /** Hibernate's: meanings. */
  public static final String MEANINGS = "jpa.meanings";

  /** Filled by {@code @CacheResult}. */
  public static final String DEFINITIONS = "definitions";

  /** Filled by {@code @Cacheable}. */
  public static final String RELATED = "related";

  /** Filled by {@code @Cacheable}. */
  public static final String SIMILARITY = "similarity";

  /** Filled by {@code @Cacheable}. */
  public static final String SUGGESTIONS = "suggestions";

  /** Read through a loader. */
  public static final String ANCESTORS = "ancestors";

  /** Read and written through. */
  public static final String NOTES = "notes";

  /** Read through, written behind. */
  public static final String LOOK_UPS = "look-ups";

  private CacheNames() {}
}
