// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.wire;

import dev.larder.cluster.message.CallerMessage;
import dev.larder.cluster.message.Command;
import dev.larder.cluster.message.CopyPiece;
import dev.larder.cluster.message.Message;
import dev.larder.cluster.message.PartitionMessage;
import dev.larder.cluster.message.Result;
import dev.larder.cluster.topology.AssignmentTable;
import dev.larder.engine.entry.EntryOperation;
import dev.larder.engine.entry.FillAnswer;
import dev.larder.engine.entry.HoldOperation;
import dev.larder.engine.entry.PlainOperation;
import dev.larder.engine.entry.SharedEnd;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The types that travel, found by walking from a message and from the table to all they contain.
 */
final class WireTypes {

  /** The families with the shape that each has; those without one of their own are in another's. */
  static final Map<Class<?>, Family<?>> SHAPES =
      Map.of(
          Message.class, MessageShapes.MESSAGES,
          Command.class, LogShapes.COMMANDS,
          Command.Asked.class, LogShapes.ASKED,
          EntryOperation.class, OperationShapes.OPERATIONS,
          PlainOperation.class, OperationShapes.PLAIN_OPERATIONS,
          SharedEnd.class, OperationShapes.SHARED_ENDS,
          CopyPiece.class, PieceShapes.PIECES,
          Result.class, ResultShapes.RESULTS,
          FillAnswer.class, ResultShapes.FILL_ANSWERS);

  private WireTypes() {}

  /**
   * One record of a family, in a message that carries it.
   *
   * @param choices what to choose from each family so that the message carries it
   */
  record Member(String name, Map<Class<?>, Class<?>> choices) {
    Message message(Samples samples) {
      choices.forEach(samples::choosing);
      return samples.of(Message.class);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** Every record of every family. */
  static Stream<Member> members() {
    return Stream.of(
            carried(Message.class, Map.of()),
            carried(Command.class, carrier(PartitionMessage.Replicate.class)),
            carried(CopyPiece.class, carrier(PartitionMessage.Piece.class)),
            carried(EntryOperation.class, operating()),
            carried(
                PlainOperation.class,
                operating(EntryOperation.class, HoldOperation.CommitTurn.class)),
            carried(
                SharedEnd.class, operating(EntryOperation.class, HoldOperation.EndShared.class)),
            carried(Result.class, carrier(CallerMessage.Answer.class)),
            carried(
                FillAnswer.class,
                with(carrier(CallerMessage.Answer.class), Result.class, Result.OfFill.class)))
        .flatMap(members -> members);
  }

  /** The records of a sealed family, those of families within it too, by name. */
  static Set<Class<?>> leavesOf(Class<?> family) {
    Set<Class<?>> leaves = new LinkedHashSet<>();
    for (Class<?> member : family.getPermittedSubclasses()) {
      leaves.addAll(member.isSealed() ? leavesOf(member) : Set.of(member));
    }
    return leaves;
  }

  /** Everything that a message or the table can contain. */
  static Set<Class<?>> reached() {
    Set<Class<?>> reached = new LinkedHashSet<>();
    reach(Message.class, reached);
    reach(AssignmentTable.class, reached);
    return reached;
  }

  private static void reach(Type type, Set<Class<?>> reached) {
    if (type instanceof ParameterizedType generic) {
      reach(generic.getRawType(), reached);
      Arrays.stream(generic.getActualTypeArguments()).forEach(inner -> reach(inner, reached));
    }
    if (!(type instanceof Class<?> known) || !reached.add(known)) {
      return;
    }
    if (known.isSealed()) {
      Arrays.stream(known.getPermittedSubclasses()).forEach(member -> reach(member, reached));
    }
    if (known.isRecord()) {
      Arrays.stream(known.getRecordComponents())
          .map(RecordComponent::getGenericType)
          .forEach(component -> reach(component, reached));
    }
  }

  private static Stream<Member> carried(Class<?> family, Map<Class<?>, Class<?>> carrier) {
    String prefix = family == Message.class ? "" : family.getSimpleName() + ".";
    return leavesOf(family).stream()
        .map(leaf -> new Member(prefix + leaf.getSimpleName(), with(carrier, family, leaf)));
  }

  private static Map<Class<?>, Class<?>> carrier(Class<?> message) {
    return Map.of(Message.class, message);
  }

  private static Map<Class<?>, Class<?>> operating() {
    return with(carrier(PartitionMessage.Call.class), Command.Asked.class, Command.Operate.class);
  }

  private static Map<Class<?>, Class<?>> operating(Class<?> family, Class<?> member) {
    return with(operating(), family, member);
  }

  private static Map<Class<?>, Class<?>> with(
      Map<Class<?>, Class<?>> choices, Class<?> family, Class<?> member) {
    Map<Class<?>, Class<?>> more = new LinkedHashMap<>(choices);
    more.put(family, member);
    return more;
  }

  /** The names of these classes that are not among those. */
  static Set<String> missing(Set<Class<?>> wanted, Set<Class<?>> present) {
    return wanted.stream()
        .filter(type -> !present.contains(type))
        .map(Class::getName)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
