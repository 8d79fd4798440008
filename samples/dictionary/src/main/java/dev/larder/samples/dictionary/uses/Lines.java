// SPDX-License-Identifier: Apache-2.0

package dev.larder.samples.dictionary.uses;

import static dev.larder.samples.dictionary.caching.CacheNames.QUERIES;

import dev.larder.samples.dictionary.entity.Meaning;
import dev.larder.samples.dictionary.entity.Tag;
import dev.larder.samples.dictionary.entity.Wording;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hibernate.KeyType;
import org.hibernate.Session;
import org.hibernate.query.SelectionQuery;
import org.springframework.stereotype.Component;

/** Lines that readers have changed, read by JPA: by word, by time and by tag. */
@Component
public class Lines {
  private static final int LATEST = 6;

  private static final String OF_WORD =
      """
      select wording from Wording wording join wording.meaning.senses sense
      where sense.word.lemma = :key order by wording.synset
      """;

  private static final String TAGS_OF_WORD =
      """
      select distinct tag from Tag tag join tag.meanings meaning join meaning.senses sense
      where sense.word.lemma = :key order by tag.name
      """;

  private static final String TAGS_OF_SYNSET =
      """
      select tag from Tag tag join tag.meanings meaning
      where meaning.id = :key order by tag.name
      """;

  private static final String NEWEST = "from Wording order by changedAt desc, synset";

  private static final String OF_TAG =
      """
      select wording from Tag tag join tag.meanings meaning
      join Wording wording on wording.meaning = meaning where tag = :key
      """;

  private final Reads reads;

  Lines(Reads reads) {
    this.reads = reads;
  }

  /** A line in a list: the definition as it reads now, and a word that leads to it. */
  public record Listed(int synset, String word, String text) {}

  /** A tag with the lines that have it. */
  public record Tagged(String name, int version, List<Listed> lines) {}

  /** The lines of a word that readers have changed or tagged; not those that nobody touched. */
  public List<Line> of(String word) {
    return reads.read(
        session ->
            lines(
                cached(session.createSelectionQuery(OF_WORD, Wording.class))
                    .setParameter("key", word)
                    .list(),
                cached(session.createSelectionQuery(TAGS_OF_WORD, Tag.class))
                    .setParameter("key", word)
                    .list(),
                word));
  }

  private static List<Line> lines(List<Wording> wordings, List<Tag> tags, String word) {
    Map<Integer, Wording> wordingOf = new TreeMap<>();
    Map<Integer, List<String>> tagsOf = new TreeMap<>();
    for (Wording wording : wordings) {
      wordingOf.put(wording.meaning().id(), wording);
    }
    for (Tag tag : tags) {
      for (Meaning meaning : tag.meanings()) {
        if (isOf(word, meaning)) {
          tagsOf.computeIfAbsent(meaning.id(), synset -> new ArrayList<>()).add(tag.name());
        }
      }
    }
    Set<Integer> synsets = new TreeSet<>(wordingOf.keySet());
    synsets.addAll(tagsOf.keySet());
    return synsets.stream()
        .map(
            synset ->
                line(
                    synset,
                    Optional.ofNullable(wordingOf.get(synset)),
                    tagsOf.getOrDefault(synset, List.of())))
        .toList();
  }

  private static boolean isOf(String word, Meaning meaning) {
    return meaning.senses().stream().anyMatch(sense -> sense.word().lemma().equals(word));
  }

  private static Line line(int synset, Optional<Wording> wording, List<String> tags) {
    return new Line(
        synset,
        wording.map(Wording::version).orElse(Line.UNTOUCHED),
        wording.map(Wording::text).orElse(""),
        wording.map(Wording::examples).map(List::copyOf).orElse(List.of()),
        tags);
  }

  /** The lines changed last. */
  public List<Listed> latest() {
    return reads.read(
        session ->
            cached(session.createSelectionQuery(NEWEST, Wording.class))
                .setMaxResults(LATEST)
                .list()
                .stream()
                .map(wording -> listed(wording.meaning(), wording.text()))
                .toList());
  }

  // lines: latest
  private static <T> SelectionQuery<T> cached(SelectionQuery<T> query) {
    return query.setCacheable(true).setCacheRegion(QUERIES);
  }

  // end

  private static Listed listed(Meaning meaning, String text) {
    String word = meaning.senses().get(0).spelling();
    return new Listed(meaning.id(), word, text.isEmpty() ? meaning.definition() : text);
  }

  /** A tag and the lines that have it; empty if there is no such tag. */
  public Optional<Tagged> tagged(String name) {
    return reads.read(session -> tagged(session, name));
  }

  // lines: tag
  private static Optional<Tagged> tagged(Session session, String name) {
    Tag tag = session.find(Tag.class, name, KeyType.NATURAL);
    return tag == null ? Optional.empty() : Optional.of(withLines(session, tag));
    // end
  }

  private static Tagged withLines(Session session, Tag tag) {
    Map<Integer, String> texts = new TreeMap<>();
    for (Wording wording :
        cached(session.createSelectionQuery(OF_TAG, Wording.class))
            .setParameter("key", tag)
            .list()) {
      texts.put(wording.meaning().id(), wording.text());
    }
    return new Tagged(
        tag.name(),
        tag.version(),
        tag.meanings().stream()
            .map(meaning -> listed(meaning, texts.getOrDefault(meaning.id(), "")))
            .sorted(Comparator.comparing(Listed::word).thenComparing(Listed::synset))
            .toList());
  }

  /** The line of a meaning as a session sees it now; no result of a query is taken for it. */
  static Line of(Session session, int synset) {
    List<String> tags = tagsOf(session, synset).stream().map(Tag::name).toList();
    return line(synset, Optional.ofNullable(session.find(Wording.class, synset)), tags);
  }

  /** The tags of a meaning, by name, from the database. */
  static List<Tag> tagsOf(Session session, int synset) {
    return session
        .createSelectionQuery(TAGS_OF_SYNSET, Tag.class)
        .setParameter("key", synset)
        .list();
  }
}
