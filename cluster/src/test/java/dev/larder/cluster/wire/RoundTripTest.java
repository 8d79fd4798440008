// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.cluster.message.Message;
import dev.larder.cluster.topology.Assignment;
import dev.larder.cluster.topology.AssignmentTable;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written is read back as it was. */
class RoundTripTest {
  private static final int SAMPLES = 50;

  static Stream<WireTypes.Member> members() {
    return WireTypes.members();
  }

  @ParameterizedTest
  @MethodSource("members")
  void member_isReadAsItWasWritten(WireTypes.Member member) {
    for (int seed = 0; seed < SAMPLES; seed++) {
      Samples samples = seed % 2 == 0 ? new Samples(seed) : new Samples(seed).withEmptyLists();
      Message message = member.message(samples);
      Envelope envelope = new Envelope(samples.process(), samples.process(), message);

      Envelope read =
          MessageCodec.decode(
              MessageCodec.encode(envelope.from(), envelope.to(), envelope.message()));

      assertThat(read).as("seed %d", seed).isEqualTo(envelope);
    }
  }

  @Test
  void table_isReadAsItWasWritten() {
    for (int seed = 0; seed < SAMPLES; seed++) {
      Samples samples = new Samples(seed);
      AssignmentTable table = tableOf(samples);

      assertThat(TableCodec.decode(TableCodec.encode(table))).as("seed %d", seed).isEqualTo(table);
    }
  }

  private static AssignmentTable tableOf(Samples samples) {
    List<Assignment> assignments =
        Stream.generate(() -> samples.of(Assignment.class)).limit(7).toList();
    return new AssignmentTable(samples.of(UUID.class), assignments);
  }
}
