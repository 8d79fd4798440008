// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.simulation;

import dev.larder.cluster.message.Message;
import dev.larder.cluster.topology.ProcessId;
import dev.larder.cluster.wire.MessageCodec;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Carries messages between processes: late, twice, in another order, or not at all. */
final class Network {
  private static final int FASTEST_MICROS = 50;
  private static final int SPREAD_MICROS = 500;
  private static final int LATE_MICROS = 1_200_000;

  private final Timeline timeline;
  private final Random random;
  private final Map<ProcessId, Receiver> receivers = new HashMap<>();
  private final Set<Link> cut = new HashSet<>();
  private Faults faults = Faults.NONE;

  /** One direction between two processes, by their names: a restart does not mend it. */
  private record Link(String from, String to) {}

  /** A process that hears messages. */
  @FunctionalInterface
  interface Receiver {
    void receive(Message message, ProcessId from);
  }

  Network(Timeline timeline, Random random) {
    this.timeline = timeline;
    this.random = random;
  }

  void misbehave(Faults mixture) {
    faults = mixture;
  }

  void join(ProcessId process, Receiver receiver) {
    receivers.put(process, receiver);
  }

  /** Whoever speaks to it from now on speaks to nobody. */
  void leave(ProcessId process) {
    receivers.remove(process);
  }

  void cut(String from, String to) {
    cut.add(new Link(from, to));
  }

  void mend() {
    cut.clear();
  }

  void mend(String from, String to) {
    cut.remove(new Link(from, to));
  }

  void send(ProcessId from, ProcessId to, Message message) {
    if (happens(faults.lost())) {
      return;
    }
    carry(from, to, message);
    if (happens(faults.doubled())) {
      carry(from, to, message);
    }
  }

  private boolean happens(int perMille) {
    return perMille > 0 && random.nextInt(1_000) < perMille;
  }

  private void carry(ProcessId from, ProcessId to, Message sent) {
    Message message = MessageCodec.decode(MessageCodec.encode(from, to, sent)).message();
    long micros = (long) FASTEST_MICROS + random.nextInt(SPREAD_MICROS);
    if (happens(faults.late())) {
      micros += random.nextInt(LATE_MICROS);
    }
    timeline.after(
        micros,
        () -> {
          Receiver receiver = receivers.get(to);
          if (receiver != null && !cut.contains(new Link(from.name(), to.name()))) {
            receiver.receive(message, from);
          }
        });
  }
}
