// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.races;

import dev.larder.hibernate.acceptance.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.hibernate.cache.spi.access.AccessType;

/** A session that fills against one that changes: who, how, in which order. */
record Race(
    AccessType strategy, LateReader reader, Fill fill, Change change, Moment moment, End end) {

  /** A time that the reader's fill divides. */
  private enum Point {
    BEFORE,
    WITHIN,
    AFTER
  }

  /** When the change begins and ends. */
  enum Moment {
    WITHIN_THE_READ(Point.WITHIN, Point.WITHIN),
    BEGUN_BEFORE_ENDED_WITHIN(Point.BEFORE, Point.WITHIN),
    BEGUN_WITHIN_ENDED_AFTER(Point.WITHIN, Point.AFTER),
    AROUND_THE_READ(Point.BEFORE, Point.AFTER);

    private final Point beginning;
    private final Point end;

    Moment(Point beginning, Point end) {
      this.beginning = beginning;
      this.end = end;
    }
  }

  /** Whether the book's entries were cached when the reader came. */
  enum Entry {
    PRESENT,
    NEVER_THERE,
    EVICTED_AFTER_THE_CHANGE
  }

  /** All races in which the fill puts what the change makes old. */
  @SuppressWarnings("NestedForDepth") // the product of three lists
  static Stream<Race> all() {
    List<Race> races = new ArrayList<>();
    for (AccessType strategy : List.of(AccessType.READ_WRITE, AccessType.NONSTRICT_READ_WRITE)) {
      for (LateReader reader : LateReader.values()) {
        for (Fill fill : Fill.values()) {
          for (Change change : Change.all()) {
            addAll(races, strategy, reader, fill, change);
          }
        }
      }
    }
    return races.stream();
  }

  private static void addAll(
      List<Race> races, AccessType strategy, LateReader reader, Fill fill, Change change) {
    if (!fill.fillsAnyOf(change.parts()) || !reader.canRead(fill)) {
      return;
    }
    for (Moment moment : Moment.values()) {
      for (End end : End.values()) {
        races.add(new Race(strategy, reader, fill, change, moment, end));
      }
    }
  }

  /**
   * Whether it belongs to every build: an entry that is missing meets every order, the rest meets
   * what differs by it.
   */
  boolean isEssential(Entry entry) {
    boolean missing = entry == Entry.NEVER_THERE;
    return switch (moment) {
      case WITHIN_THE_READ -> end == End.COMMIT && (missing || isStrict());
      case BEGUN_BEFORE_ENDED_WITHIN -> end == End.COMMIT && missing && isStrict();
      case BEGUN_WITHIN_ENDED_AFTER -> end == End.ROLLBACK && missing && isStrict();
      case AROUND_THE_READ -> end == End.COMMIT && missing && isStrict();
    };
  }

  private boolean isStrict() {
    return strategy == AccessType.READ_WRITE;
  }

  /** A stage of the strategy on which the reader can be late. */
  Shelf shelf() {
    return new Shelf(Stage.builder(strategy).urlSuffix(reader.urlSuffix()).open());
  }

  /** Runs it on a book of its own, and gives back which. */
  long run(Shelf shelf, Entry entry) {
    Stage stage = shelf.stage();
    long id = change.makesTheBook() ? shelf.newId() : book(shelf, entry);
    try (Writer writer = new Writer(stage, id)) {
      writer.goTo(Point.BEFORE);
      reader.read(
          stage,
          fill,
          id,
          () -> {
            writer.goTo(Point.WITHIN);
            if (entry == Entry.EVICTED_AFTER_THE_CHANGE) {
              shelf.evictAll();
            }
          });
      writer.goTo(Point.AFTER);
    }
    return id;
  }

  private static long book(Shelf shelf, Entry entry) {
    if (entry != Entry.NEVER_THERE) {
      return shelf.newCachedBook();
    }
    long id = shelf.newBook();
    shelf.evictAll();
    return id;
  }

  /** The session that changes, as far as it is. */
  private final class Writer implements AutoCloseable {
    private final Stage stage;
    private final long id;
    private OpenChange open;

    Writer(Stage stage, long id) {
      this.stage = stage;
      this.id = id;
    }

    void goTo(Point point) {
      if (moment.beginning == point) {
        open = change.begin(stage.factory, id);
      }
      if (moment.end == point) {
        end.of(open);
      }
    }

    @Override
    public void close() {
      if (open != null) {
        open.close();
      }
    }
  }
}
