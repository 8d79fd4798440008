// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.history;

import static dev.larder.cluster.history.Operation.answered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larder.cluster.topology.Payload;
import dev.larder.engine.entry.ExpiryRule;
import dev.larder.engine.entry.PlainOperation;
import dev.larder.engine.entry.Verdict;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sequential specification of an entry. */
class EntryModelTest {
  private static final Optional<Payload> ABSENT = Optional.empty();
  private static final Optional<Payload> OLD = Optional.of(Payload.of("old"));
  private static final Payload NEW = Payload.of("new");

  private final EntryModel model = new EntryModel();

  private static PlainOperation<Payload> named(String name) {
    return switch (name) {
      case "Get" -> new PlainOperation.Get<>(ExpiryRule.NEVER);
      case "Peek" -> new PlainOperation.Peek<>();
      case "Put" -> new PlainOperation.Put<>(NEW, ExpiryRule.NEVER);
      case "GetAndPut" -> new PlainOperation.GetAndPut<>(NEW, ExpiryRule.NEVER);
      case "PutIfAbsent" -> new PlainOperation.PutIfAbsent<>(NEW, ExpiryRule.NEVER);
      case "Replace" -> new PlainOperation.Replace<>(NEW, ExpiryRule.NEVER);
      case "Remove" -> new PlainOperation.Remove<>();
      default -> new PlainOperation.GetAndRemove<>();
    };
  }

  @ParameterizedTest
  @CsvSource({
    "Get, DECLINED, absent, APPLIED, old",
    "Peek, DECLINED, absent, APPLIED, old",
    "Put, APPLIED, new, APPLIED, new",
    "GetAndPut, APPLIED, new, APPLIED, new",
    "PutIfAbsent, APPLIED, new, DECLINED, old",
    "Replace, DECLINED, absent, APPLIED, new",
    "Remove, APPLIED, absent, APPLIED, absent",
    "GetAndRemove, APPLIED, absent, APPLIED, absent",
  })
  void step_eachOperation_goesWhereTheEngineGoes(
      String name, Verdict ofAbsent, String leftOfAbsent, Verdict ofOld, String leftOfOld) {
    PlainOperation<Payload> call = named(name);

    assertThat(model.answerIn(ABSENT, call)).isEqualTo(new EntryAnswer(ofAbsent, ABSENT));
    assertThat(model.answerIn(OLD, call)).isEqualTo(new EntryAnswer(ofOld, OLD));
    assertThat(model.step(ABSENT, call, Optional.empty()).map(model::stateText))
        .contains(leftOfAbsent);
    assertThat(model.step(OLD, call, Optional.empty()).map(model::stateText)).contains(leftOfOld);
  }

  @Test
  void step_answerOfAnotherState_isIllegal() {
    PlainOperation<Payload> get = named("Get");

    assertThat(model.step(OLD, get, Optional.of(model.answerIn(ABSENT, get)))).isEmpty();
    assertThat(model.step(OLD, get, Optional.of(new EntryAnswer(Verdict.DECLINED, OLD)))).isEmpty();
    assertThat(model.step(OLD, get, Optional.of(new EntryAnswer(Verdict.APPLIED, OLD))))
        .contains(OLD);
  }

  @Test
  void step_whatDependsOnMoreThanTheValue_isRefused() {
    assertThatThrownBy(
            () -> model.step(OLD, new PlainOperation.RemoveVersion<>(1), Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () ->
                model.step(
                    ABSENT, new PlainOperation.Put<>(NEW, ExpiryRule.fixed(5)), Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void check_wrongHistoryOfAnEntry_isWordedForPeople() {
    PlainOperation<Payload> put = named("Put");
    PlainOperation<Payload> get = named("Get");

    Violation<?, ?, ?> violation =
        new LinearizabilityChecker<>(model)
            .check(
                List.of(
                    answered("a", put, 1, model.answerIn(ABSENT, put), 2),
                    answered("b", get, 3, model.answerIn(OLD, get), 4)))
            .orElseThrow();

    assertThat(violation)
        .asString()
        .contains(
            "[3..4] b Get -> APPLIED, found old",
            "[1..2] a Put(new) -> APPLIED, found absent => new");
  }
}
