// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.wire;

import static dev.larder.cluster.wire.Shapes.UNIQUE;
import static dev.larder.cluster.wire.Shapes.list;
import static dev.larder.cluster.wire.Shapes.optional;

import dev.larder.cluster.topology.Assignment;
import dev.larder.cluster.topology.AssignmentTable;
import dev.larder.cluster.topology.Nonce;
import dev.larder.cluster.topology.ProcessId;
import java.util.List;
import java.util.Optional;

/** How processes and assignments look on the wire. */
final class TopologyShapes {

  /** More copies of one partition than anybody keeps. */
  private static final int MOST_COPIES = 64;

  private static final Shape<String> NAME = Shapes.text(255);

  /** A process where it is named: its place among those that the frame lists. */
  static final Shape<ProcessId> PROCESS =
      Shapes.shape(1, (id, out) -> out.process(id), Input::process);

  /** A process in the list of those that a frame names. */
  static final Shape<ProcessId> LISTED_PROCESS =
      new Flat<>(
          1 + 2 * Long.BYTES,
          f -> new ProcessId(f.of(ProcessId::name, NAME), f.of(ProcessId::incarnation, UNIQUE)));

  static final Shape<Nonce> NONCE =
      new Flat<>(2 * Long.BYTES, f -> new Nonce(f.random(Nonce::high), f.random(Nonce::low)));

  private static final Shape<List<ProcessId>> PROCESSES = list(PROCESS, MOST_COPIES);
  private static final Shape<Optional<Nonce>> MARK = optional(NONCE);

  static final Shape<Assignment> ASSIGNMENT =
      new Body<>(
          "Assignment",
          f ->
              new Assignment(
                  f.small(Assignment::generation),
                  f.number(Assignment::epoch),
                  f.number(Assignment::reign),
                  f.of(Assignment::owner, PROCESS),
                  f.of(Assignment::inSync, PROCESSES),
                  f.of(Assignment::losing, MARK),
                  f.of(Assignment::nonce, NONCE)));

  private static final Shape<List<Assignment>> ASSIGNMENTS = list(ASSIGNMENT);

  static final Shape<AssignmentTable> TABLE =
      new Body<>(
          "AssignmentTable",
          f ->
              new AssignmentTable(
                  f.of(AssignmentTable::incarnation, UNIQUE),
                  f.of(AssignmentTable::assignments, ASSIGNMENTS)));

  private TopologyShapes() {}
}
