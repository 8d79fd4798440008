// SPDX-License-Identifier: Apache-2.0

package dev.larder.samples.dictionary.uses;

import dev.larder.samples.dictionary.caching.CacheSwitch.Mode;
import java.util.List;
import java.util.Optional;

/** Everything the page shows about a word, and how it was come by. */
public record LookUp(
    Entry entry,
    List<Definition> definitions,
    List<Line> lines,
    List<Relation> related,
    List<String> path,
    Optional<Likeness> likeness,
    Note note,
    long times,
    List<Lines.Listed> latest,
    Mode cache,
    List<Step> steps) {

  /** How alike the word is to another. */
  public record Likeness(String other, Similarity similarity) {}

  /** The time that all steps took. */
  public long nanos() {
    return steps.stream().mapToLong(Step::nanos).sum();
  }

  /** The statements that the database ran for it. */
  public long statements() {
    return steps.stream().mapToLong(Step::statements).sum();
  }
}
