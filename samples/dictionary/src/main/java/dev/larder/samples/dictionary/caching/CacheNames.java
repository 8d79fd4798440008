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

  /** Hibernate's: what readers have made of meanings. */
  public static final String WORDINGS = "jpa.wordings";

  /** Hibernate's: which examples a wording has. */
  public static final String EXAMPLES = "jpa.examples";

  /** Hibernate's: the number of a tag by its name. */
  public static final String TAG_IDS = "jpa.tag-ids";

  /** Hibernate's: tags. */
  public static final String TAGS = "jpa.tags";

  /** Hibernate's: which meanings a tag has. */
  public static final String TAGGED = "jpa.tagged";

  /** Hibernate's: results of queries. */
  public static final String QUERIES = "jpa.queries";

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
