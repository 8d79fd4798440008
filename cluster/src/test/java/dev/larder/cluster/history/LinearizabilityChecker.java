// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.history;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells whether a history could have come from calls made one after the other, each at one instant
 * between its start and its end. A call that was never answered may have taken effect at any
 * instant after its start, or never.
 *
 * <p>Keys are checked one by one: a history of many keys is linearizable if that of each is.
 */
public final class LinearizabilityChecker<S, C, A> {
  private static final long MOST_CONFIGURATIONS = 500_000; // a few seconds

  private final Model<S, C, A> model;

  /** A checker against a sequential specification. */
  public LinearizabilityChecker(Model<S, C, A> model) {
    this.model = model;
  }

  /** What cannot be explained of the history of one key; empty if all can. */
  public Optional<Violation<S, C, A>> check(List<Operation<C, A>> history) {
    return new Search<>(model, history).run(MOST_CONFIGURATIONS);
  }

  /** Fails with a report if the history of some key cannot be explained. */
  public <K> void requireLinearizable(Map<K, List<Operation<C, A>>> histories) {
    histories.forEach(
        (key, history) ->
            check(history)
                .ifPresent(
                    violation -> {
                      throw new AssertionError("key " + key + ": " + violation);
                    }));
  }
}
