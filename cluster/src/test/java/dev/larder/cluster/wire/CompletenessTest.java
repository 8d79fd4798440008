// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.cluster.message.CallerMessage;
import dev.larder.cluster.message.NodeMessage;
import dev.larder.cluster.message.PartitionMessage;
import dev.larder.engine.entry.HoldOperation;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Nothing that may be said has no form. */
class CompletenessTest {
  private static final Set<Class<?>> WITHIN_ANOTHER =
      Set.of(NodeMessage.class, PartitionMessage.class, CallerMessage.class, HoldOperation.class);

  private static final Map<Class<?>, Choice<?>> CHOICES =
      Stream.of(
              OperationShapes.EXISTING,
              OperationShapes.PATIENCE,
              OperationShapes.UNSURE,
              ResultShapes.VERDICT,
              ResultShapes.EFFECT,
              ResultShapes.ADMISSION,
              LogShapes.CACHE_END,
              MessageShapes.REFUSAL)
          .collect(
              Collectors.toMap(
                  choice -> choice.constants().get(0).getDeclaringClass(), Function.identity()));

  @Test
  void everyFamily_hasAShape() {
    Set<Class<?>> sealed =
        WireTypes.reached().stream().filter(Class::isSealed).collect(Collectors.toSet());
    sealed.removeAll(WITHIN_ANOTHER);

    assertThat(WireTypes.missing(sealed, WireTypes.SHAPES.keySet()))
        .as("sealed interfaces without a Family in dev.larder.cluster.wire")
        .isEmpty();
  }

  @Test
  void everyRecordOfAFamily_hasAForm() {
    WireTypes.SHAPES.forEach(
        (family, shape) ->
            assertThat(WireTypes.missing(WireTypes.leavesOf(family), shape.types()))
                .as("records of %s without a form in dev.larder.cluster.wire", family.getName())
                .isEmpty());
  }

  @Test
  void everyConstantOfAnEnum_hasANumber() {
    Set<Class<?>> enums =
        WireTypes.reached().stream().filter(Class::isEnum).collect(Collectors.toSet());

    assertThat(WireTypes.missing(enums, CHOICES.keySet()))
        .as("enums without a Choice in dev.larder.cluster.wire")
        .isEmpty();
    CHOICES.forEach(
        (type, choice) ->
            assertThat(choice.constants().toArray())
                .as("constants of %s with a number", type.getName())
                .containsExactlyInAnyOrder(Arrays.stream(type.getEnumConstants()).toArray()));
  }
}
