// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.expiry;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Wake-ups in the order of time, each set and cancelled in constant time: a hierarchy of wheels
 * whose finest buckets span 16 ms (Varghese and Lauck, "Hashed and Hierarchical Timing Wheels",
 * 1987). Nothing wakes early. Not safe for several threads: its owner guards it.
 *
 * @param <E> what is woken
 */
public final class TimerWheel<E> {
  private static final int BUCKETS = 64;
  private static final int[] SHIFTS = {4, 10, 16, 22, 28};
  private static final int TOP = SHIFTS.length - 1;

  private final List<List<Ticket<E>>> levels = new ArrayList<>();
  private final int[] sizes = new int[SHIFTS.length];
  private long nowMillis;

  /** An empty wheel that starts at an instant. */
  public TimerWheel(long nowMillis) {
    this.nowMillis = nowMillis;
    for (int level = 0; level < SHIFTS.length; level++) {
      List<Ticket<E>> buckets = new ArrayList<>(BUCKETS);
      for (int bucket = 0; bucket < BUCKETS; bucket++) {
        buckets.add(new Ticket<>(null, Long.MIN_VALUE));
      }
      levels.add(buckets);
    }
  }

  /** Sets a wake-up; one whose instant has passed is due at the next {@link #advance}. */
  public Ticket<E> schedule(E owner, long atMillis) {
    Ticket<E> ticket = new Ticket<>(owner, atMillis);
    place(ticket);
    return ticket;
  }

  /** Takes a wake-up back; one that was due already is left alone. */
  public void cancel(Ticket<E> ticket) {
    if (ticket.owner != null) {
      ticket.owner = null;
      if (ticket.next != ticket) {
        sizes[ticket.level]--;
        ticket.unlink();
      }
    }
  }

  /** Moves on to an instant and hands over everything that is due by then. */
  public void advance(long toMillis, Consumer<? super E> due) {
    long from = nowMillis;
    nowMillis = Math.max(from, toMillis);
    for (int level = 0; level < SHIFTS.length; level++) {
      long firstTick = (from >> SHIFTS[level]) + (level == 0 ? 0 : 1);
      long lastTick = nowMillis >> SHIFTS[level];
      if (sizes[level] > 0) {
        turn(level, firstTick, Math.min(lastTick, firstTick + BUCKETS - 1), due);
      }
    }
  }

  private void turn(int level, long firstTick, long lastTick, Consumer<? super E> due) {
    List<Ticket<E>> reached = new ArrayList<>();
    for (long tick = firstTick; tick <= lastTick; tick++) {
      Ticket<E> head = levels.get(level).get((int) (tick & (BUCKETS - 1)));
      for (Ticket<E> ticket = head.next; ticket != head; ticket = head.next) {
        sizes[level]--;
        ticket.unlink();
        reached.add(ticket);
      }
    }
    reached.forEach(ticket -> settle(ticket, due));
  }

  private void settle(Ticket<E> ticket, Consumer<? super E> due) {
    E owner = ticket.owner;
    if (owner == null) {
      return; // taken back by one that was handed over just before it
    }
    if (ticket.atMillis > nowMillis) {
      place(ticket);
    } else {
      ticket.owner = null;
      due.accept(owner);
    }
  }

  /** An instant at which to {@link #advance}; no later than the first wake-up, or never. */
  public long nextWakeMillis() {
    long next = Long.MAX_VALUE;
    for (int level = 0; level < SHIFTS.length; level++) {
      if (sizes[level] > 0) {
        next = Math.min(next, nextWakeMillis(level));
      }
    }
    return next;
  }

  private long nextWakeMillis(int level) {
    long tick = nowMillis >> SHIFTS[level];
    for (long ahead = level == 0 ? 0 : 1; ahead <= BUCKETS; ahead++) {
      Ticket<E> head = levels.get(level).get((int) ((tick + ahead) & (BUCKETS - 1)));
      if (head.next != head) {
        return level == 0 ? earliestOf(head) : (tick + ahead) << SHIFTS[level];
      }
    }
    return Long.MAX_VALUE;
  }

  private static <E> long earliestOf(Ticket<E> head) {
    long earliest = Long.MAX_VALUE;
    for (Ticket<E> ticket = head.next; ticket != head; ticket = ticket.next) {
      earliest = Math.min(earliest, ticket.atMillis);
    }
    return earliest;
  }

  private void place(Ticket<E> ticket) {
    long whenMillis = Math.max(nowMillis, ticket.atMillis);
    int level = 0;
    while (level < TOP && bucketsAhead(whenMillis, level) >= BUCKETS) {
      level++;
    }
    // Counted in buckets, not in time: above the finest level none shares the bucket of the
    // present.
    long ahead = Math.min(bucketsAhead(whenMillis, level), BUCKETS - 1);
    long tick = (nowMillis >> SHIFTS[level]) + ahead;
    ticket.insertBefore(levels.get(level).get((int) (tick & (BUCKETS - 1))));
    sizes[level]++;
    ticket.level = (byte) level;
  }

  private long bucketsAhead(long millis, int level) {
    return (millis >> SHIFTS[level]) - (nowMillis >> SHIFTS[level]);
  }
}
