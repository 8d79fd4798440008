// SPDX-License-Identifier: Apache-2.0

package dev.larder.samples.dictionary.uses;

import dev.larder.samples.dictionary.caching.CacheSwitch;
import dev.larder.samples.dictionary.caching.CacheSwitch.Mode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Looks up a word: one use of a cache after the other, each watched. */
@Component
public class LookUps {
  private final Entries entries;
  private final Lines lines;
  private final Definitions definitions;
  private final RelatedWords relatedWords;
  private final Ancestors ancestors;
  private final Similarities similarities;
  private final Notes notes;
  private final LookUpCounts counts;
  private final CacheSwitch cacheSwitch;
  private final Watch watch;
  private final Latencies throughCaches = new Latencies();
  private final Latencies pastCaches = new Latencies();

  // Style: ten parameters, for this is the one place where all uses meet.
  @SuppressWarnings("checkstyle:ParameterNumber")
  LookUps(
      Entries entries,
      Lines lines,
      Definitions definitions,
      RelatedWords relatedWords,
      Ancestors ancestors,
      Similarities similarities,
      Notes notes,
      LookUpCounts counts,
      CacheSwitch cacheSwitch,
      Watch watch) {
    this.entries = entries;
    this.lines = lines;
    this.definitions = definitions;
    this.relatedWords = relatedWords;
    this.ancestors = ancestors;
    this.similarities = similarities;
    this.notes = notes;
    this.counts = counts;
    this.cacheSwitch = cacheSwitch;
    this.watch = watch;
  }

  /** A word as it is looked up: small letters, single spaces. */
  public static String normalized(String typed) {
    return typed.replace('_', ' ').strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
  }

  /** All about a word, and its likeness to another if one is given; empty if it is unknown. */
  public Optional<LookUp> of(String word, Optional<String> other, Mode mode) {
    return cacheSwitch.with(mode, () -> find(normalized(word), other.map(LookUps::normalized)));
  }

  private Optional<LookUp> find(String word, Optional<String> other) {
    Steps steps = watch.reading();
    Optional<LookUp> found =
        steps
            .take(CacheUse.ENTRY, () -> entries.of(word))
            .map(entry -> complete(entry, other.filter(given -> !given.equals(word)), steps));
    Latencies latencies = cacheSwitch.on() ? throughCaches : pastCaches;
    found.ifPresent(lookUp -> latencies.add(lookUp.nanos()));
    return found;
  }

  private LookUp complete(Entry entry, Optional<String> other, Steps steps) {
    String word = entry.word();
    return new LookUp(
        entry,
        steps.take(CacheUse.DEFINITIONS, () -> definitions.of(word)),
        steps.take(CacheUse.LINES, () -> lines.of(word)),
        steps.take(CacheUse.RELATED, () -> relatedWords.of(word)),
        steps.take(CacheUse.PATH, () -> pathTo(entry)),
        other.map(given -> likeness(word, given, steps)),
        steps.take(CacheUse.NOTE, () -> notes.of(word)),
        steps.take(CacheUse.COUNT, () -> counts.countOneMore(word)),
        steps.take(CacheUse.LATEST, lines::latest),
        cacheSwitch.on() ? Mode.ON : Mode.OFF,
        steps.done());
  }

  /** All about a tag; empty if there is none of that name. */
  public Optional<TagLookUp> ofTag(String name, Mode mode) {
    return cacheSwitch.with(mode, () -> findTag(Change.tag(name), mode));
  }

  private Optional<TagLookUp> findTag(String name, Mode mode) {
    Steps steps = watch.reading();
    return steps
        .take(CacheUse.TAG, () -> lines.tagged(name))
        .map(
            tag ->
                new TagLookUp(tag, steps.take(CacheUse.LATEST, lines::latest), mode, steps.done()));
  }

  private List<String> pathTo(Entry entry) {
    return ancestors.of(entry.senses().get(0).synset()).pathFromRoot();
  }

  private LookUp.Likeness likeness(String word, String other, Steps steps) {
    WordPair pair = WordPair.of(word, other);
    return new LookUp.Likeness(other, steps.take(CacheUse.SIMILARITY, () -> similarities.of(pair)));
  }

  /** A note as it was written, and what that took. */
  public record NoteWritten(Note note, Step step) {}

  /** Writes a note about a word; an empty text takes it away. */
  public NoteWritten writeNote(String word, String text) {
    Steps steps = watch.writing();
    Note note = steps.take(CacheUse.NOTE, () -> notes.write(word, text));
    return new NoteWritten(note, steps.done().get(0));
  }

  /** How long look-ups took, with the caches and without. */
  public Map<Mode, Latencies.Summary> latencies() {
    return Map.of(Mode.ON, throughCaches.summary(), Mode.OFF, pastCaches.summary());
  }
}
