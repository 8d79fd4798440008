// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.larder.cluster.topology.AssignmentTable;
import dev.larder.cluster.topology.Payload;

/**
 * Any bytes at all. The normal build tries those kept in {@code FuzzedFramesTestInputs}; with
 * {@code JAZZER_FUZZ=1} in the environment and one method named, Jazzer looks for new ones.
 */
class FuzzedFramesTest {

  @FuzzTest(maxDuration = "10m")
  void message_ofAnyBytes_isReadOrRefused(byte[] bytes) {
    Envelope read;
    try {
      read = MessageCodec.decode(bytes);
    } catch (WireException refused) {
      return;
    }
    byte[] written = MessageCodec.encode(read.from(), read.to(), read.message());

    assertThat(MessageCodec.decode(written)).isEqualTo(read);
  }

  @FuzzTest(maxDuration = "10m")
  void table_ofAnyBytes_isReadOrRefused(byte[] bytes) {
    AssignmentTable read;
    try {
      read = TableCodec.decode(Payload.of(bytes));
    } catch (WireException refused) {
      return;
    }

    assertThat(TableCodec.decode(TableCodec.encode(read))).isEqualTo(read);
  }
}
