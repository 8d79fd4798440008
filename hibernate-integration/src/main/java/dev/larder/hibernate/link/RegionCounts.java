// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.link;

import dev.larder.engine.entry.Admission;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/** What one region of one session factory counts. Safe for any thread. */
public final class RegionCounts {
  private final Map<Admission, LongAdder> fills = new EnumMap<>(Admission.class);
  private final LongAdder intents = new LongAdder();
  private final LongAdder outlived = new LongAdder();
  private final LongAdder failures = new LongAdder();

  /** All zero. */
  public RegionCounts() {
    for (Admission admission : Admission.values()) {
      fills.put(admission, new LongAdder()); // never changed again, so it may be read by anybody
    }
  }

  /** Counts a fill by what became of it; gives the same back. */
  public Admission fill(Admission admission) {
    adderOf(admission).increment();
    return admission;
  }

  /** Counts an intent that was opened. */
  public void intent() {
    intents.increment();
  }

  /** Counts an intent that had outlived its limit when it was ended. */
  public void outlived() {
    outlived.increment();
  }

  /** Counts a call that the store did not answer, or answered by an exception. */
  public void failure() {
    failures.increment();
  }

  /** How many fills ended so. */
  public long fills(Admission admission) {
    return adderOf(admission).sum();
  }

  /** Intents that were opened. */
  public long intents() {
    return intents.sum();
  }

  /** Intents that had outlived their limit. */
  public long outlivedIntents() {
    return outlived.sum();
  }

  /** Calls without an answer. */
  public long failures() {
    return failures.sum();
  }

  private LongAdder adderOf(Admission admission) {
    return Objects.requireNonNull(fills.get(admission));
  }
}
