// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.engine.entry.PlainOperation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Walks the table at the head of {@link StoreLink}. */
class LinkStatesTest {
  private final ScriptedStore store = new ScriptedStore().answering("answer").holding("value");
  private final StoreLink link = new StoreLink("orders", store, new LinkLimits(1, 1));

  /** Calls of a region, whether they read or change. */
  private enum Call {
    READ(link -> assertThat(link.read("a")).isNull()),
    READ_ENTRY(link -> assertThat(link.readEntry("a")).isNull()),
    ASK(link -> assertThat(link.ask("a", new PlainOperation.Remove<>())).isEmpty()),
    INVALIDATE(link -> link.invalidate("a")),
    INVALIDATE_ALL(StoreLink::invalidateAll),
    OPEN_CACHE_INTENT(link -> assertThat(link.openCacheIntent()).isEmpty());

    private final Consumer<StoreLink> work;

    Call(Consumer<StoreLink> work) {
      this.work = work;
    }
  }

  @Test
  void attached_answered_staysAttached() {
    assertThat(link.read("a")).isEqualTo("value");
    assertThat(link.ask("a", new PlainOperation.Remove<>())).isPresent();
    link.cutOff(false);

    assertThat(link.isDetached()).isFalse();
    assertThat(store.calls).containsExactly("read a", "Remove a");
  }

  @ParameterizedTest
  @EnumSource(
      value = Call.class,
      names = {"READ", "READ_ENTRY"},
      mode = EnumSource.Mode.EXCLUDE)
  void attached_aCallWithoutAnAnswer_detaches(Call call) {
    store.silent();

    call.work.accept(link);

    assertThat(link.isDetached()).isTrue();
    assertThat(link.counts().failures()).isEqualTo(1);
  }

  @Test
  void attached_aChangeIsOwed_detaches() {
    link.owe("a", List.of());

    assertThat(link.isDetached()).isTrue();
    assertThat(link.journalled()).isEqualTo(1);
    assertThat(link.read("a")).isNull();
  }

  @ParameterizedTest
  @EnumSource(Call.class)
  void cut_theFirstCall_runsIntoItsDeadlineAndDetaches(Call call) {
    link.cutOff(true);

    call.work.accept(link);
    call.work.accept(link);

    assertThat(link.counts().failures()).isEqualTo(1);
    assertThat(store.calls).isEmpty();
  }

  @Test
  void cut_restoredBeforeAnyCall_isAttached() {
    link.cutOff(true);
    link.cutOff(false);

    assertThat(link.isDetached()).isFalse();
    assertThat(link.read("a")).isEqualTo("value");
    assertThat(link.counts().failures()).isZero();
  }

  @ParameterizedTest
  @EnumSource(Call.class)
  void detached_anyCall_asksNobodyBeforeTheNextProbe(Call call) {
    detach();

    call.work.accept(link);

    assertThat(store.calls).isEmpty();
    assertThat(link.isDetached()).isTrue();
  }

  @Test
  void detached_probeAcknowledged_attachesAfterAllIsTold() {
    detach();
    link.owe("a", List.of());
    link.owe("b", List.of());
    store.answering("answer");

    link.cutOff(false);

    assertThat(link.isDetached()).isFalse();
    assertThat(link.journalled()).isZero();
    assertThat(store.calls).containsExactly("Remove a", "Remove b");
  }

  @Test
  void detached_probeFails_staysDetachedAndOwesTheSame() {
    detach();
    link.owe("a", List.of());
    store.failing(new IllegalStateException("not yet"));

    link.cutOff(false);

    assertThat(link.isDetached()).isTrue();
    assertThat(link.journalled()).isEqualTo(1);
    assertThat(link.read("a")).isNull();
  }

  @Test
  void detached_probeThrows_staysDetachedAndOwesTheSame() {
    detach();
    link.owe("a", List.of());
    store.throwing(new IllegalStateException("closed"));

    link.cutOff(false);

    assertThat(link.isDetached()).isTrue();
    assertThat(link.journalled()).isEqualTo(1);
  }

  @Test
  void detached_probeUnderWay_readsMissUntilItIsAcknowledged() {
    List<CompletableFuture<Object>> answers = detachedAndProbing();

    Object whileProbing = link.read("a");
    answers.forEach(answer -> answer.complete(null));

    assertThat(whileProbing).isNull();
    assertThat(link.isDetached()).isFalse();
    assertThat(link.read("a")).isEqualTo("value");
  }

  @Test
  void detached_moreIsOwedWhileAProbeIsUnderWay_isToldByTheNext() {
    List<CompletableFuture<Object>> answers = detachedAndProbing();
    link.owe("late", List.of());
    answers.forEach(answer -> answer.complete(null));
    boolean afterTheFirst = link.isDetached();
    store.answering("answer").calls.clear();

    link.cutOff(false);

    assertThat(afterTheFirst).isTrue();
    assertThat(store.calls).containsExactly("Remove late");
    assertThat(link.isDetached()).isFalse();
  }

  @Test
  void detached_cutOffWhileAProbeIsUnderWay_staysDetached() {
    List<CompletableFuture<Object>> answers = detachedAndProbing();
    link.cutOff(true);

    answers.forEach(answer -> answer.complete(null));

    assertThat(link.isDetached()).isTrue();
    assertThat(link.read("a")).isNull();
  }

  @Test
  void detached_restoredTwice_isToldOnce() {
    List<CompletableFuture<Object>> answers = detachedAndProbing();
    link.cutOff(false);
    answers.forEach(answer -> answer.complete(null));

    assertThat(store.calls).containsExactly("Remove a");
    assertThat(link.isDetached()).isFalse();
  }

  /** Cut off for one call, and for nothing else. */
  private void detach() {
    link.cutOff(true);
    assertThat(link.read("any")).isNull();
  }

  /** With a probe that tells of a key and has no answer yet. */
  private List<CompletableFuture<Object>> detachedAndProbing() {
    detach();
    link.owe("a", List.of());
    List<CompletableFuture<Object>> answers = new ArrayList<>();
    store.by(
        () -> {
          answers.add(new CompletableFuture<>());
          return answers.get(answers.size() - 1);
        });
    link.cutOff(false);
    assertThat(answers).hasSize(1);
    return answers;
  }
}
