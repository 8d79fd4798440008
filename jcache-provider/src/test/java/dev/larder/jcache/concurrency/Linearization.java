// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.concurrency;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The search for one order of all calls on a key that explains every result and lets no call take
 * effect before it began or after it ended (Wing and Gong, with Lowe's memory of what was tried).
 * The calls of a thread come one after another, so how far each thread is tells which calls were
 * placed.
 */
final class Linearization {
  private final List<List<Observed>> threads;
  private final Model model;
  private final Set<Position> tried = new HashSet<>();
  private final Deque<Position> open = new ArrayDeque<>();
  private Position furthest;

  /** How far each thread is, and the state of the key then; {@code before} tells the way there. */
  private record Position(
      List<Integer> placed, int state, int depth, Optional<Position> before, int moved) {

    @Override
    public boolean equals(Object other) {
      return other instanceof Position that && state == that.state && placed.equals(that.placed);
    }

    @Override
    public int hashCode() {
      return 31 * placed.hashCode() + state;
    }
  }

  private Linearization(List<List<Observed>> threads, Model model) {
    this.threads = threads;
    this.model = model;
    List<Integer> nothing = Collections.nCopies(threads.size(), 0);
    this.furthest = new Position(nothing, Call.NONE, 0, Optional.empty(), -1);
  }

  /**
   * Why a history cannot be explained; empty if it can.
   *
   * @param threads the calls of each thread on one key, in their order
   */
  static Optional<String> fault(List<List<Observed>> threads, Model model) {
    Linearization search = new Linearization(threads, model);
    return search.succeeds() ? Optional.empty() : Optional.of(search.describe());
  }

  private boolean succeeds() {
    int calls = threads.stream().mapToInt(List::size).sum();
    tried.add(furthest);
    open.push(furthest);
    while (!open.isEmpty()) {
      Position position = open.pop();
      if (position.depth() > furthest.depth()) {
        furthest = position;
      }
      if (position.depth() == calls) {
        return true;
      }
      for (int thread : candidates(position)) {
        place(position, thread);
      }
    }
    return false;
  }

  /** Threads whose next call began before any call that is not placed had ended. */
  private List<Integer> candidates(Position position) {
    long firstEnd = Long.MAX_VALUE;
    for (int thread = 0; thread < threads.size(); thread++) {
      if (hasNext(position, thread)) {
        firstEnd = Math.min(firstEnd, next(position, thread).endNanos());
      }
    }
    List<Integer> candidates = new ArrayList<>();
    for (int thread = 0; thread < threads.size(); thread++) {
      if (hasNext(position, thread) && next(position, thread).startNanos() <= firstEnd) {
        candidates.add(thread);
      }
    }
    return candidates;
  }

  private boolean hasNext(Position position, int thread) {
    return position.placed().get(thread) < threads.get(thread).size();
  }

  private Observed next(Position position, int thread) {
    return threads.get(thread).get(position.placed().get(thread));
  }

  private void place(Position position, int thread) {
    Observed next = next(position, thread);
    for (int state : model.after(position.state(), next.call(), next.result())) {
      List<Integer> placed = new ArrayList<>(position.placed());
      placed.set(thread, placed.get(thread) + 1);
      Position after =
          new Position(
              List.copyOf(placed), state, position.depth() + 1, Optional.of(position), thread);
      if (tried.add(after)) {
        open.push(after);
      }
    }
  }

  private String describe() {
    StringBuilder text = new StringBuilder("no order explains the history; the longest that does:");
    Deque<String> way = new ArrayDeque<>();
    Optional<Position> at = Optional.of(furthest);
    while (way.size() < 12 && at.isPresent() && at.get().before().isPresent()) {
      Position before = at.get().before().get();
      way.push(line(at.get().moved(), next(before, at.get().moved()), at.get().state()));
      at = at.get().before();
    }
    way.forEach(text::append);
    text.append("\n none of these can come next, in state ").append(furthest.state()).append(':');
    for (int thread : candidates(furthest)) {
      text.append(line(thread, next(furthest, thread), furthest.state()));
    }
    return text.toString();
  }

  private static String line(int thread, Observed observed, int state) {
    return "\n  thread %d: %s = %d, %d to %d ns, state %d"
        .formatted(
            thread,
            observed.call(),
            observed.result(),
            observed.startNanos(),
            observed.endNanos(),
            state);
  }
}
