// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.engine.entry.Admission;
import dev.larder.engine.entry.ExpiryRule;
import dev.larder.engine.entry.HoldOperation.FillStamped;
import dev.larder.engine.entry.PlainOperation;
import dev.larder.engine.entry.PlainOperation.StoreLoaded;
import dev.larder.engine.store.EntryStore.CacheEnd;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What a link makes of a store's answers; {@code LinkStatesTest} walks its states. */
class StoreLinkTest {
  private final ScriptedStore store = new ScriptedStore().answering("answer");
  private final StoreLink link = new StoreLink("orders", store, new LinkLimits(1, 1));

  private static FillStamped<Object> fill() {
    return new FillStamped<>(1, 0, new StoreLoaded<>("value", ExpiryRule.NEVER));
  }

  @Test
  void ask_answered_givesTheAnswer() {
    store.answering(Admission.PRESENT);

    assertThat(link.ask("a", fill())).hasValue(Admission.PRESENT);
    assertThat(link.counts().failures()).isZero();
  }

  @Test
  void ask_answeredByAnException_isEmptyAndCounted() {
    store.failing(new IllegalStateException("closed"));

    assertThat(link.ask("a", new PlainOperation.Remove<>())).isEmpty();
    assertThat(link.counts().failures()).isEqualTo(1);
  }

  @Test
  void ask_ofAStoreThatThrows_isEmptyAndCounted() {
    store.throwing(new IllegalStateException("closed"));

    assertThat(link.ask("a", new PlainOperation.Remove<>())).isEmpty();
    assertThat(link.counts().failures()).isEqualTo(1);
  }

  @Test
  void ask_notAnswered_takesTheOperationBack() {
    CompletableFuture<Object> late = new CompletableFuture<>();
    store.by(() -> late);

    assertThat(link.ask("a", new PlainOperation.Remove<>())).isEmpty();
    assertThat(late).isCancelled();
  }

  @Test
  void ask_answeredByACancelledFuture_isEmpty() {
    CompletableFuture<Object> cancelled = new CompletableFuture<>();
    assertThat(cancelled.cancel(false)).isTrue();
    store.by(() -> cancelled);

    assertThat(link.ask("a", new PlainOperation.Remove<>())).isEmpty();
  }

  @Test
  void ask_interrupted_isEmptyAndTheThreadStaysInterrupted() {
    store.by(CompletableFuture::new);
    Thread.currentThread().interrupt();

    boolean answered = link.ask("a", new PlainOperation.Remove<>()).isPresent();

    assertThat(Thread.interrupted()).isTrue();
    assertThat(answered).isFalse();
  }

  @Test
  void ask_interruptedButAnsweredAtOnce_givesTheAnswer() {
    Thread.currentThread().interrupt();

    boolean answered = link.ask("a", new PlainOperation.Remove<>()).isPresent();

    assertThat(Thread.interrupted()).isTrue();
    assertThat(answered).isTrue();
  }

  @Test
  void fill_tellsAndCountsWhatBecameOfIt() {
    for (Admission admission : Admission.values()) {
      store.answering(admission);

      boolean filled = link.fill("a", fill());

      assertThat(filled).as("%s", admission).isEqualTo(admission == Admission.FILLED);
      assertThat(link.counts().fills(admission)).as("%s", admission).isEqualTo(1);
    }
  }

  @Test
  void fill_notAnswered_isNone() {
    store.silent();

    assertThat(link.fill("a", fill())).isFalse();
    assertThat(link.journalled()).isZero(); // what was not stored need not be removed
  }

  @Test
  void invalidate_notAnswered_isOwed() {
    store.silent();
    link.invalidate("a");

    assertThat(link.journalled()).isEqualTo(1);
  }

  @Test
  void invalidateAll_notAnswered_isOwed() {
    store.silent();
    link.invalidateAll();

    assertThat(link.journalled()).isEqualTo(1);
  }

  @Test
  void openCacheIntent_notAnswered_isEmptyAndAClearIsOwed() {
    store.silent();

    assertThat(link.openCacheIntent()).isEmpty();
    store.answering(null).calls.clear();
    link.cutOff(false);

    assertThat(store.calls).containsExactly("clear");
  }

  @Test
  void endCacheIntent_notAnswered_isToldLater() {
    store.silent();
    link.endCacheIntent(5, CacheEnd.KNOWN);
    store.answering(null).calls.clear();
    link.cutOff(false);

    assertThat(store.calls).containsExactly("endCacheIntent 5 KNOWN");
  }

  @Test
  void batched_isEmptyUnlessAttached() {
    assertThat(link.batched("a", new PlainOperation.Remove<>())).isPresent();

    link.cutOff(true);

    assertThat(link.batched("a", new PlainOperation.Remove<>())).isEmpty();
    assertThat(link.counts().failures()).isZero(); // nobody waited for that
  }

  @Test
  void await_manyAnswersThatNeverCome_waitsOnce() {
    store.silent();
    List<CompletableFuture<?>> sent =
        List.of(
            link.send("a", new PlainOperation.Remove<>()),
            link.send("b", new PlainOperation.Remove<>()),
            link.send("c", new PlainOperation.Remove<>()));
    Limit limit = new Limit(Long.MAX_VALUE);

    sent.forEach(answer -> assertThat(link.await(answer, limit)).isEmpty());

    assertThat(store.waits).isEqualTo(1);
    assertThat(link.counts().failures()).isEqualTo(1);
  }

  @Test
  void failed_isCountedAndLeavesTheLinkAsItIs() {
    link.failed(new IllegalStateException("a comparator of the user's"));

    assertThat(link.counts().failures()).isEqualTo(1);
    assertThat(link.isDetached()).isFalse();
  }
}
