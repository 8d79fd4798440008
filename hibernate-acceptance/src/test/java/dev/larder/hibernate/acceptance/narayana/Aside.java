// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.narayana;

import jakarta.transaction.Transaction;
import java.util.function.Supplier;

/**
 * A transaction beside the one that the thread is in: it has the thread while work runs here, and
 * waits in between. Without JTA a session has its own transaction anyhow, and nothing is done.
 */
public final class Aside {
  private final boolean jta;
  private Transaction own;

  private Aside(boolean jta) {
    this.jta = jta;
  }

  /** None begun yet. */
  public static Aside under(boolean jta) {
    return new Aside(jta);
  }

  /** Runs work that begins, goes on with, or ends the transaction. */
  public <T> T call(Supplier<T> work) {
    if (!jta) {
      return work.get();
    }
    Transaction interrupted = Narayana.suspend();
    Narayana.resume(own);
    try {
      return work.get();
    } finally {
      own = Narayana.suspend();
      Narayana.resume(interrupted);
    }
  }

  /** The same, for work without an answer. */
  public void run(Runnable work) {
    boolean unused =
        call(
            () -> {
              work.run();
              return true;
            });
  }
}
