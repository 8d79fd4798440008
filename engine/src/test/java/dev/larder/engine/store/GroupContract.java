// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.engine.entry.ExpiryRule;
import dev.larder.engine.entry.FillAnswer;
import dev.larder.engine.entry.Grant;
import dev.larder.engine.entry.HoldOperation;
import dev.larder.engine.entry.Outcome;
import dev.larder.engine.entry.PlainOperation;
import dev.larder.engine.event.ChangeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** The stores of one manager: one sequence, batches over several, and their end. */
interface GroupContract extends StoreContract {

  private static StoreSettings<Integer, String> named(String name) {
    return StoreSettings.unbounded(name);
  }

  @Test
  default void apply_storesOfOneGroup_shareOneSequence() {
    StoreStage stage = stage();
    EntryStore<Integer, String> other = stage.group.open(named("other"));
    List<Long> versions = new ArrayList<>();
    for (int round = 0; round < 20; round++) {
      versions.add(stage.ask(1, StoreStage.put("a")).version());
      assertThat(stage.group.stamp()).isEqualTo(versions.get(versions.size() - 1));
      versions.add(other.apply(1, StoreStage.put("b")).toCompletableFuture().join().version());
      assertThat(stage.group.stamp()).isEqualTo(versions.get(versions.size() - 1));
    }

    assertThat(versions).isSorted().doesNotHaveDuplicates();
  }

  @Test
  default void applyAll_overSeveralStores_answersInTheOrderOfTheCalls() {
    StoreStage stage = stage();
    EntryStore<Integer, String> other = stage.group.open(named("other"));
    stage.put(1, "a");

    List<Object> answers =
        stage
            .group
            .applyAll(
                List.of(
                    new KeyedOperation<>(other, 1, StoreStage.put("b")),
                    new KeyedOperation<>(
                        stage.store, 1, new PlainOperation.Get<>(ExpiryRule.NEVER)),
                    new KeyedOperation<>(other, 1, new PlainOperation.Remove<>()),
                    new KeyedOperation<>(stage.store, 2, StoreStage.load())))
            .toCompletableFuture()
            .join();

    assertThat(answers).hasSize(4);
    assertThat(outcome(answers.get(0)).before()).isNull();
    assertThat(outcome(answers.get(1)).before()).isEqualTo("a");
    assertThat(outcome(answers.get(2)).before()).isEqualTo("b");
    assertThat(answers.get(3)).isInstanceOf(FillAnswer.Leased.class);
  }

  private static Outcome<?> outcome(Object answer) {
    assertThat(answer).isInstanceOf(Outcome.class);
    return (Outcome<?>) answer;
  }

  @Test
  default void applyAll_oneKeyHeld_doesTheRestAndAnswersWhenItIsFree() {
    StoreStage stage = stage();
    Grant<String> turn = stage.turn(1);

    CompletionStage<List<Object>> answers =
        stage.group.applyAll(
            List.of(
                new KeyedOperation<>(stage.store, 1, StoreStage.put("a")),
                new KeyedOperation<>(stage.store, 2, StoreStage.put("b"))));

    assertThat(answers).isNotDone();
    assertThat(stage.value(2)).isEqualTo("b");
    stage.pass(1, turn);
    assertThat(answers).isCompleted();
    assertThat(stage.value(1)).isEqualTo("a");
  }

  @Test
  default void applyAll_noCalls_answersNothing() {
    assertThat(stage().group.applyAll(List.of())).isCompletedWithValue(List.of());
  }

  @Test
  default void close_waiters_areToldThatTheStoreIsClosed() {
    StoreStage stage = stage();
    Grant<String> turn = stage.turn(1);
    assertThat(stage.lease(2).replacing()).isFalse();
    List<CompletableFuture<?>> waiting =
        List.of(
            stage.queue(1, StoreStage.put("a")),
            stage.queue(1, new HoldOperation.TakeTurn<>()),
            stage.queue(2, StoreStage.load()));

    stage.store.close();

    for (CompletableFuture<?> waiter : waiting) {
      assertThat(failure(waiter::join)).isInstanceOf(StoreClosedException.class);
    }
    assertThat(failure(() -> stage.commit(1, turn, StoreStage.put("b"))))
        .isInstanceOf(StoreClosedException.class);
  }

  @Test
  default void close_laterCalls_fail() {
    StoreStage stage = stage();
    stage.put(1, "a");
    stage.store.close();
    stage.store.close();

    List<Callable<Object>> calls =
        List.of(
            () -> stage.ask(1, new PlainOperation.Get<>(ExpiryRule.NEVER)),
            () -> stage.ask(2, new PlainOperation.Get<>(ExpiryRule.NEVER)),
            () -> stage.ask(1, StoreStage.put("b")),
            () -> stage.ask(1, StoreStage.load()),
            () -> stage.store.clear().toCompletableFuture().join(),
            () -> stage.store.subscribe(change -> {}),
            () -> stage.store.cursor().next(1).toCompletableFuture().join());
    for (Callable<Object> call : calls) {
      assertThat(failure(call)).isInstanceOf(StoreClosedException.class);
    }
    assertThat(stage.store.read(1, ExpiryRule.NEVER)).isNull();
  }

  @Test
  default void close_entriesWithAnEnd_areNotHeardOfAgain() {
    StoreStage stage = stage();
    stage.put(1, "a", 10);
    stage.store.close();

    stage.advance(100);

    assertThat(stage.kinds(1)).containsExactly(ChangeKind.CREATED);
  }

  @Test
  default void close_oneStore_leavesTheOthersOpen() {
    StoreStage stage = stage();
    EntryStore<Integer, String> other = stage.group.open(named("other"));
    stage.store.close();

    assertThat(other.apply(1, StoreStage.put("a"))).isCompleted();
    assertThat(other.read(1, ExpiryRule.NEVER)).isEqualTo("a");
  }

  @Test
  default void close_group_closesEveryStore() {
    StoreStage stage = stage();
    EntryStore<Integer, String> other = stage.group.open(named("other"));

    stage.group.close();

    assertThat(failure(() -> other.apply(1, StoreStage.put("a")).toCompletableFuture().join()))
        .isInstanceOf(StoreClosedException.class)
        .hasMessageContaining("other");
    assertThat(failure(() -> stage.ask(1, StoreStage.put("a"))))
        .isInstanceOf(StoreClosedException.class);
  }

  /** How a call failed, thrown at once or told by its stage. */
  private static Throwable failure(Callable<?> call) {
    try {
      return new AssertionError("it did not fail, but gave " + call.call());
    } catch (CompletionException told) {
      return told.getCause();
    } catch (Exception thrown) {
      return thrown;
    }
  }
}
