// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.wire;

import dev.larder.cluster.topology.AssignmentTable;
import dev.larder.cluster.topology.Payload;

/** The table of assignments as the content of a cell. */
public final class TableCodec {
  private static final Frame<AssignmentTable> FRAME = new Frame<>(TopologyShapes.TABLE);

  private TableCodec() {}

  /** The table as bytes: some 30 for each assignment, and some 25 for each process in it. */
  public static Payload encode(AssignmentTable table) {
    Output out = new Output();
    FRAME.write(table, out);
    return Payload.of(out.toByteArray());
  }

  /**
   * The table that the bytes say.
   *
   * @throws WireException whatever else the bytes are; nothing else is thrown
   */
  public static AssignmentTable decode(Payload data) {
    return FRAME.read(data.bytes(), 0, data.length());
  }
}
