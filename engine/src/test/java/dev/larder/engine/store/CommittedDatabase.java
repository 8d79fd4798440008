// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.store;

import java.util.ArrayList;
import java.util.List;

/**
 * What is behind a store, at the isolation READ COMMITTED: for each key the number of its newest
 * commit, which is also the value a reader finds. Every commit belongs to work that is known to the
 * store for as long as it is in force: as an intent, and then perhaps as a doubt.
 */
final class CommittedDatabase {
  private final List<List<Commit>> commits = new ArrayList<>();

  /** Work outside the store; over when the store has heard the last of it. */
  static final class Work {
    private boolean over;

    void end() {
      over = true;
    }
  }

  /** A commit on one key, numbered by its place. */
  private record Commit(Work work) {}

  CommittedDatabase(int keys) {
    Work before = new Work();
    before.end();
    for (int key = 0; key < keys; key++) {
      commits.add(new ArrayList<>(List.of(new Commit(before))));
    }
  }

  /** Commits a new value, which any reader finds from now on. */
  long commit(int key, Work work) {
    commits.get(key).add(new Commit(work));
    return read(key);
  }

  /** The value that is committed. */
  long read(int key) {
    return commits.get(key).size() - 1L;
  }

  /** The oldest value that a store may show: that of the newest work that is over. */
  long oldestToBeSeen(int key) {
    List<Commit> all = commits.get(key);
    int newest = all.size() - 1;
    while (!all.get(newest).work().over) {
      newest--;
    }
    return newest;
  }
}
