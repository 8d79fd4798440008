// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.message;

import dev.larder.cluster.topology.Payload;
import dev.larder.engine.entry.EntryOperation;
import dev.larder.engine.store.EntryStore.CacheEnd;

/**
 * What every copy of a partition does alike, in the order of the log. What it comes to depends on
 * the copy's state and on the entry that carries it, and on nothing else.
 */
public sealed interface Command {

  /** Hands it to the method made for it. */
  void deliverTo(Handler handler);

  /** Does commands; one method for each. */
  interface Handler {
    /** Does it. */
    void operate(Operate operate);

    /** Does it. */
    void clear(Clear clear);

    /** Does it. */
    void openCache(OpenCache open);

    /** Does it. */
    void endCache(EndCache end);

    /** Does it. */
    void endDue(EndDue endDue);
  }

  /** A command that a caller asked for, and is told the result of. */
  sealed interface Asked extends Command {
    /** What makes it safe to repeat. */
    Ask ask();
  }

  /**
   * An operation on one key.
   *
   * @param cache the number of the cache
   */
  record Operate(Ask ask, long cache, Payload key, EntryOperation<Payload, ?> operation)
      implements Asked {
    @Override
    public void deliverTo(Handler handler) {
      handler.operate(this);
    }
  }

  /** Drops every entry that the partition has of a cache. */
  record Clear(Ask ask, long cache) implements Asked {
    @Override
    public void deliverTo(Handler handler) {
      handler.clear(this);
    }
  }

  /** Opens an intent on a whole cache. */
  record OpenCache(Ask ask, long cache) implements Asked {
    @Override
    public void deliverTo(Handler handler) {
      handler.openCache(this);
    }
  }

  /** Ends such an intent. */
  record EndCache(Ask ask, long cache, long intent, CacheEnd end) implements Asked {
    @Override
    public void deliverTo(Handler handler) {
      handler.endCache(this);
    }
  }

  /** Ends entries, holds and doubts whose time has come by the time of the log entry. */
  record EndDue() implements Command {
    @Override
    public void deliverTo(Handler handler) {
      handler.endDue(this);
    }
  }
}
