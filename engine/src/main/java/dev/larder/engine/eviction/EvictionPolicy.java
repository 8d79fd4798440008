// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.eviction;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The order in which residents of a bounded store leave: S3-FIFO with a small queue that stretches.
 *
 * <p>Two queues, by count of residents whatever the bound is. A newcomer enters the small one, a
 * twentieth of all. At its end it leaves unless it was hit meanwhile, in which case it moves to the
 * main one; what left without a hit is remembered by its hash, and comes back straight to the main
 * queue. There the oldest goes round again for as long as it has hits to spend, at most {@value
 * Evictable#MARK_MAX}. So a scan passes through the small queue and leaves the main one alone.
 *
 * <p>Two things are ours. Until the first victim is asked for, newcomers go to the main queue: a
 * loop larger than the store then keeps part of itself. And the small queue stretches while
 * residents leave the main one without a hit: then recency tells more than frequency, and a large
 * small queue is what LRU would do.
 *
 * <p>Not thread-safe: the owner guards every method by one lock. {@link Evictable#markUsed} needs
 * none. Every operation is deterministic and, but for growth, allocates nothing; {@link
 * #nextVictim} looks at a bounded number of residents.
 *
 * @param <E> the store's cell
 */
public final class EvictionPolicy<E extends Evictable> {
  private static final int SMALL_SHARE = 20; // a twentieth
  private static final int GHOST_SHARE = 2; // ghosts: half as many as residents

  /** One reused resident of the main queue outweighs this many that leave it unused. */
  private static final int STRETCH_UNIT = 10;

  /** After so many looks in one call hits count no longer: no caller pays for a whole round. */
  private static final int PATIENT_LOOKS = 256;

  /** The looks of one call, so that many residents that may not go cost each caller little. */
  private static final int MOST_LOOKS = 1024;

  private final ResidentRing<E> small = new ResidentRing<>(0);
  private final ResidentRing<E> main = new ResidentRing<>(1);
  private final GhostTable ghosts = new GhostTable();
  private boolean filling = true;
  private long stretch; // of the small queue: places times STRETCH_UNIT

  /** Makes a policy without residents. */
  public EvictionPolicy() {}

  /** The residents that the policy holds. */
  public int size() {
    return small.size() + main.size();
  }

  /** Takes in a resident that no policy holds, without hits. */
  public void add(E resident) {
    if (holds(resident)) {
      throw new IllegalStateException("eviction: the resident is held by a policy already");
    }
    resident.mark = 0;
    if (filling || ghosts.forget(resident.keyHash())) {
      main.add(resident);
    } else {
      small.add(resident);
    }
  }

  /** Whether this policy (or another: a resident belongs to one at most) holds the resident. */
  public boolean holds(E resident) {
    return resident.slot != Evictable.NO_SLOT;
  }

  /** Lets go of a resident that left by removal or expiry; does nothing if it is not held. */
  public void remove(E resident) {
    if (holds(resident)) {
      (small.holds(resident) ? small : main).remove(resident);
      filling |= size() == 0;
    }
  }

  /**
   * Chooses the resident that leaves next and lets go of it; whoever then cannot take it out of the
   * store adds it again.
   *
   * @param evictable answers for a resident whether it may go at all; those that may not stay, and
   *     are asked about again later
   * @return null when none of the residents looked at may go: of all when they are few, of {@value
   *     #MOST_LOOKS} otherwise, and the next call goes on behind them
   */
  public @Nullable E nextVictim(Predicate<? super E> evictable) {
    filling = false;
    int heldInSmall = 0; // looks in a row at residents that may not go
    int heldInMain = 0;
    for (int looks = 0; looks < MOST_LOOKS; looks++) {
      boolean fromSmall = smallIsNext(heldInSmall, heldInMain);
      if (!fromSmall && main.size() == heldInMain) {
        return null;
      }
      E resident = fromSmall ? small.poll() : main.poll();
      if (looks < PATIENT_LOOKS && (fromSmall ? settles(resident) : goesRound(resident))) {
        heldInMain = 0;
      } else if (evictable.test(resident)) {
        noteDeparture(resident, fromSmall);
        return resident;
      } else if (fromSmall) {
        small.add(resident);
        heldInSmall++;
      } else {
        main.add(resident);
        heldInMain++;
      }
    }
    return null;
  }

  private boolean smallIsNext(int heldInSmall, int heldInMain) {
    return small.size() > heldInSmall
        && (small.size() > smallTarget() || main.size() == heldInMain);
  }

  private long smallTarget() {
    return Math.max(1, size() / SMALL_SHARE) + stretch / STRETCH_UNIT;
  }

  /** Moves a newcomer that was hit to the main queue, where it starts afresh. */
  private boolean settles(E newcomer) {
    if (newcomer.mark == 0) {
      return false;
    }
    newcomer.mark = 0;
    main.add(newcomer);
    return true;
  }

  private boolean goesRound(E resident) {
    if (!resident.spendMark()) {
      return false;
    }
    main.add(resident);
    stretch = Math.max(0, stretch - STRETCH_UNIT);
    return true;
  }

  private void noteDeparture(E resident, boolean fromSmall) {
    if (fromSmall) {
      ghosts.fit(size() / GHOST_SHARE);
      ghosts.remember(resident.keyHash());
    } else {
      long most = (long) size() * STRETCH_UNIT / 4 * 3;
      stretch = Math.min(most, stretch + 1);
    }
  }
}
