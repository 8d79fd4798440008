// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.races;

/** What of a book is cached by itself. */
public enum Part {
  BOOK,
  TAGS,
  REVIEWS,
  NATURAL_ID,
  RESULTS
}
