// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.larder.cluster.message.Command;
import dev.larder.cluster.message.LogEntry;
import dev.larder.cluster.message.Message;
import dev.larder.cluster.message.NodeMessage.Beacon;
import dev.larder.cluster.message.NodeMessage.Line;
import dev.larder.cluster.message.PartitionMessage.Position;
import dev.larder.cluster.message.PartitionMessage.Stretch;
import dev.larder.cluster.message.PartitionMessage.Sync;
import dev.larder.cluster.topology.Assignment;
import dev.larder.cluster.topology.AssignmentTable;
import dev.larder.cluster.topology.Nonce;
import dev.larder.cluster.topology.Payload;
import dev.larder.cluster.topology.ProcessId;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Good frames with a few bytes changed. A seed makes one row of them; {@code -Dtest.seed=} runs
 * that one again.
 */
class MutatedFramesTest {
  private static final int MUTATIONS = 20_000;

  /** A record has a header and its fields eight bytes each, where the wire has two or three. */
  private static final int MOST_PER_BYTE = 32;

  /** The refusal with its text, which names what is known. */
  private static final int MOST_BESIDES = 16 * 1024;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @Test
  void messages_mutated_areReadOrRefusedWithinBounds() {
    List<byte[]> frames = new ArrayList<>();
    WireTypes.members().forEach(member -> frames.add(frameOf(member)));

    mutate(frames, MessageCodec::decode);
  }

  @Test
  void tables_mutated_areReadOrRefusedWithinBounds() {
    List<byte[]> frames =
        Stream.iterate(0L, seed -> seed + 1)
            .map(MutatedFramesTest::tableOf)
            .map(table -> TableCodec.encode(table).bytes())
            .limit(20)
            .toList();

    mutate(frames, frame -> TableCodec.decode(Payload.of(frame)));
  }

  @Test
  void densestMessages_areReadWithinBounds() {
    ProcessId node = new ProcessId("node", new UUID(1, 2));
    Assignment assignment = Assignment.first(node, new Nonce(1, 2));
    Command due = new Command.EndDue();
    List<Message> densest =
        List.of(
            new Position(1, 1, 1, 1, 1, Collections.nCopies(50_000, new Stretch(0, 0))),
            new Beacon(1, Collections.nCopies(50_000, new Line(0, 0, 0))),
            new Sync(1, assignment, 1, Collections.nCopies(50_000, new LogEntry(0, 0, 0, due)), 1));

    for (Message message : densest) {
      byte[] frame = MessageCodec.encode(node, node, message);
      assertThat(isRefused(MessageCodec::decode, frame)).isFalse();
    }
  }

  private static void mutate(List<byte[]> frames, Consumer<byte[]> decode) {
    Long given = Long.getLong("test.seed");
    long seed = given == null ? System.nanoTime() : given;
    System.out.println("MutatedFramesTest: -Dtest.seed=" + seed);
    Mutations mutations = new Mutations(seed, frames);
    int refused = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] frame = mutations.next();
      try {
        refused += isRefused(decode, frame) ? 1 : 0;
      } catch (RuntimeException | Error broken) {
        throw new AssertionError(
            String.format(
                "-Dtest.seed=%d, mutation %d: %s", seed, i, HexFormat.of().formatHex(frame)),
            broken);
      }
    }
    assertThat(refused).as("refused, of %d", MUTATIONS).isBetween(MUTATIONS / 4, MUTATIONS - 1);
  }

  private static boolean isRefused(Consumer<byte[]> decode, byte[] frame) {
    long most = MOST_BESIDES + (long) MOST_PER_BYTE * frame.length;
    long before = allocated();
    boolean refused = tryTo(decode, frame);
    if (allocated() - before > most) { // or it was linking code, which happens but once
      before = allocated();
      refused = tryTo(decode, frame);
      assertThat(allocated() - before).as("allocated bytes").isLessThanOrEqualTo(most);
    }
    return refused;
  }

  private static boolean tryTo(Consumer<byte[]> decode, byte[] frame) {
    try {
      decode.accept(frame);
      return false;
    } catch (WireException expected) {
      return true;
    }
  }

  private static long allocated() {
    return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
  }

  private static byte[] frameOf(WireTypes.Member member) {
    Samples samples = new Samples(member.name().hashCode());
    return MessageCodec.encode(samples.process(), samples.process(), member.message(samples));
  }

  private static AssignmentTable tableOf(long seed) {
    Samples samples = new Samples(seed);
    List<Assignment> assignments =
        Stream.generate(() -> samples.of(Assignment.class)).limit(5).toList();
    return new AssignmentTable(new UUID(1, 2), assignments);
  }
}
