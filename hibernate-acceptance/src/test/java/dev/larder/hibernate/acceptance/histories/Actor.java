// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.histories;

import dev.larder.hibernate.acceptance.histories.Counter.Drawn;
import dev.larder.hibernate.acceptance.histories.Reading.Floors;
import jakarta.persistence.LockTimeoutException;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PessimisticLockException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.SharedSessionContract;
import org.hibernate.StaleObjectStateException;

/** One thread's part of a history: reads, writes and evicts at random. */
final class Actor implements Runnable {
  private static final int LOOKS_IN_A_SESSION = 3;
  private static final int PERCENT_READS = 60;
  private static final int PERCENT_WRITES = 33;
  private static final int PERCENT_ROLLBACKS = 20;

  /** What Hibernate says when another writer was there first. */
  private static final Set<Class<?>> CONFLICTS =
      Set.of(
          OptimisticLockException.class,
          PessimisticLockException.class,
          LockTimeoutException.class,
          StaleObjectStateException.class); // of stateless sessions

  /** The same in SQL: a serialization failure or deadlock, and a time-out. */
  private static final Set<String> CONFLICT_STATES = Set.of("40001", "HYT00");

  private static final List<Writing> WRITINGS = Writing.all();

  private final SessionFactory factory;
  private final List<Subject> subjects;
  private final History history;
  private final SplittableRandom random;
  private final int deeds;

  Actor(
      SessionFactory factory,
      List<Subject> subjects,
      History history,
      SplittableRandom random,
      int deeds) {
    this.factory = factory;
    this.subjects = List.copyOf(subjects);
    this.history = history;
    this.random = random;
    this.deeds = deeds;
  }

  @Override
  public void run() {
    for (int deed = 0; deed < deeds; deed++) {
      int die = random.nextInt(100);
      if (die < PERCENT_READS) {
        read();
      } else if (die < PERCENT_READS + PERCENT_WRITES) {
        write(anyOf(subjects), anyOf(WRITINGS));
      } else {
        evict(anyOf(subjects), anyOf(List.of(Evicting.values())));
      }
    }
  }

  private void read() {
    List<Floors> floors = subjects.stream().map(Floors::of).toList();
    List<Runnable> looks = new ArrayList<>();
    try (Session session = factory.openSession()) {
      for (int look = 1 + random.nextInt(LOOKS_IN_A_SESSION); look > 0; look--) {
        int which = random.nextInt(subjects.size());
        Reading reading = anyOf(List.of(Reading.values()));
        looks.add(() -> reading.look(session, subjects.get(which), floors.get(which), history));
      }
      session.beginTransaction();
      looks.forEach(Runnable::run);
      session.getTransaction().commit();
    } catch (RuntimeException e) {
      history.failed(0, "a reader failed: " + e);
    }
  }

  private void write(Subject subject, Writing writing) {
    String name = writing.name().toLowerCase(Locale.ROOT);
    boolean keeps = random.nextInt(100) >= PERCENT_ROLLBACKS;
    try {
      writing.run(
          factory,
          subject,
          (session, drawn) -> {
            history.event(subject.id(), name + " wrote " + drawn.value());
            if (keeps) {
              commit(session, drawn);
            } else {
              session.getTransaction().rollback();
            }
            history.event(
                subject.id(), name + (keeps ? " committed " : " rolled back ") + drawn.value());
          });
    } catch (RuntimeException | AssertionError e) {
      if (isConflict(e)) {
        history.event(subject.id(), name + " met another writer");
      } else {
        history.failed(subject.id(), name + " failed: " + e);
      }
    }
  }

  private static void commit(SharedSessionContract session, Drawn drawn) {
    session.getTransaction().commit();
    drawn.committed(); // from here on nobody may begin and see less
  }

  private void evict(Subject subject, Evicting evicting) {
    evicting.run(factory.getCache(), subject);
    history.event(0, "evicted " + evicting + " #" + subject.id());
  }

  private <T> T anyOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** Whether the database or a version refused a write because of another. */
  private static boolean isConflict(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (CONFLICTS.contains(cause.getClass())) {
        return true;
      }
      if (cause instanceof SQLException refused
          && CONFLICT_STATES.contains(String.valueOf(refused.getSQLState()))) {
        return true;
      }
    }
    return false;
  }
}
