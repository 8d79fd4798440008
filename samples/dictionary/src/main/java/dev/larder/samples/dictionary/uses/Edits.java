// SPDX-License-Identifier: Apache-2.0

package dev.larder.samples.dictionary.uses;

import dev.larder.samples.dictionary.entity.Meaning;
import dev.larder.samples.dictionary.entity.Tag;
import dev.larder.samples.dictionary.entity.Wording;
import jakarta.persistence.OptimisticLockException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.hibernate.KeyType;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.exception.ConstraintViolationException;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * Changes of lines and tags by JPA, one transaction each. The reader says which version he saw;
 * whoever comes second is told what it is now, and nothing is changed.
 */
@Component
public class Edits {
  private final SessionFactory sessions;
  private final Watch watch;

  Edits(@Lazy SessionFactory sessions, Watch watch) {
    this.sessions = sessions;
    this.watch = watch;
  }

  /** How a change went. */
  public enum Outcome {
    /** It is in the database. */
    SAVED,
    /** Somebody else was first. */
    CONFLICT,
    /** There is nothing of that number or name. */
    UNKNOWN
  }

  /** A line after an attempt to change it: as it is now, by whomever. */
  public record Edited(Outcome outcome, Line line, Step step) {}

  /** An attempt to rename a tag, and the name that whoever tried it knows the tag by now. */
  public record Renamed(Outcome outcome, String name) {}

  /** Makes a line what the reader wants it to be. */
  public Edited save(Change change) {
    Steps steps = watch.writing();
    Outcome outcome =
        steps.take(CacheUse.LINES, () -> inTransaction(session -> save(session, change)));
    Line now = sessions.fromSession(session -> Lines.of(session, change.synset()));
    return new Edited(outcome, now, steps.done().get(0));
  }

  private static Outcome save(Session session, Change change) {
    Meaning meaning = session.find(Meaning.class, change.synset());
    if (meaning == null) {
      return Outcome.UNKNOWN;
    }
    Optional<Wording> there = Optional.ofNullable(session.find(Wording.class, change.synset()));
    if (there.map(Wording::version).orElse(Line.UNTOUCHED) != change.version()) {
      return Outcome.CONFLICT;
    }
    Wording wording = there.orElseGet(() -> new Wording(meaning));
    wording.change(change.text(), change.examples(), Instant.now().truncatedTo(ChronoUnit.MICROS));
    if (there.isEmpty()) {
      session.persist(wording);
    }
    tag(session, meaning, change.tags());
    return Outcome.SAVED;
  }

  private static void tag(Session session, Meaning meaning, List<String> wanted) {
    // In the order of their names: two who make the same new tags wait, but not for each other.
    Set<String> missing = new LinkedHashSet<>(wanted);
    for (Tag tag : Lines.tagsOf(session, meaning.id())) {
      if (!missing.remove(tag.name())) {
        tag.meanings().remove(meaning);
      }
    }
    for (String name : missing) {
      Tag tag =
          Objects.requireNonNullElseGet(
              session.find(Tag.class, name, KeyType.NATURAL), () -> new Tag(name));
      tag.meanings().add(meaning);
      session.persist(tag);
    }
  }

  /** Gives a tag another name; a name that another tag has is a conflict. */
  public Renamed rename(String name, int version, String newName) {
    String wanted = Change.newTag(newName);
    Outcome outcome = inTransaction(session -> rename(session, name, version, wanted));
    return new Renamed(outcome, outcome == Outcome.SAVED ? wanted : name);
  }

  private static Outcome rename(Session session, String name, int version, String newName) {
    Tag tag = session.find(Tag.class, name, KeyType.NATURAL);
    if (tag == null) {
      return Outcome.UNKNOWN;
    }
    if (tag.version() != version) {
      return Outcome.CONFLICT;
    }
    tag.rename(newName);
    return Outcome.SAVED;
  }

  /** Runs the work and commits it; what another transaction was faster with is a conflict. */
  private Outcome inTransaction(Function<Session, Outcome> work) {
    try {
      return sessions.fromTransaction(
          session -> {
            Outcome outcome = work.apply(session);
            session.flush(); // here, where the failure still says what it is
            return outcome;
          });
    } catch (OptimisticLockException | ConstraintViolationException faster) {
      return Outcome.CONFLICT;
    }
  }
}
