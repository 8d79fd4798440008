// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.store;

import dev.larder.engine.expiry.Ticket;
import dev.larder.engine.expiry.TimerWheel;
import dev.larder.engine.time.Alarm;
import java.util.ArrayList;
import java.util.List;

/** The wake-ups of a store's cells. Taken inside a cell's monitor; takes no other lock. */
final class CellTimers<K, V> {
  private final TimerWheel<Cell<K, V>> wheel;
  private final Alarm alarm;
  private long armedMillis = Long.MAX_VALUE;

  CellTimers(long nowMillis, Alarm alarm) {
    this.wheel = new TimerWheel<>(nowMillis);
    this.alarm = alarm;
  }

  synchronized Ticket<Cell<K, V>> schedule(Cell<K, V> cell, long atMillis) {
    Ticket<Cell<K, V>> ticket = wheel.schedule(cell, atMillis);
    if (atMillis < armedMillis) {
      armedMillis = atMillis;
      alarm.wakeAt(atMillis);
    }
    return ticket;
  }

  synchronized void cancel(Ticket<Cell<K, V>> ticket) {
    wheel.cancel(ticket);
  }

  /** The cells whose instant has come; they may have changed since it was set. */
  synchronized List<Cell<K, V>> due(long nowMillis) {
    List<Cell<K, V>> due = new ArrayList<>();
    wheel.advance(nowMillis, due::add);
    armedMillis = wheel.nextWakeMillis();
    if (armedMillis != Long.MAX_VALUE) {
      alarm.wakeAt(armedMillis);
    }
    return due;
  }
}
