// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.engine.entry.Admission;
import dev.larder.engine.entry.ExpiryRule;
import dev.larder.engine.entry.Grant;
import dev.larder.engine.entry.HoldOperation.DoubtIntent;
import dev.larder.engine.entry.HoldOperation.EndShared;
import dev.larder.engine.entry.HoldOperation.Unsure;
import dev.larder.engine.entry.PlainOperation;
import dev.larder.engine.entry.SharedEnd;
import dev.larder.hibernate.link.LinkLimits;
import dev.larder.hibernate.link.ScriptedStore;
import dev.larder.hibernate.link.StoreLink;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How an intent on a key ends, by what was done under it and what became of the transaction. */
class KeyIntentTest {
  private static final long HOLD = 7;
  private static final long READ_AT = 5;
  private static final PlainOperation<Object> NEW =
      new PlainOperation.Put<>("new", ExpiryRule.NEVER);

  private final ScriptedStore store = new ScriptedStore().answering(new Grant<>(HOLD, null));
  private final StoreLink link = new StoreLink("orders", store, new LinkLimits(1, 1));

  private KeyIntent locked() {
    return new KeyIntent(link, "a", READ_AT);
  }

  @Test
  void open_isCountedAndAsked() {
    var unused = locked();

    assertThat(store.calls).containsExactly("OpenShared a");
    assertThat(link.counts().intents()).isEqualTo(1);
  }

  @Test
  void ending_committedAndPublished_publishes() {
    KeyIntent intent = locked();
    intent.publish(stamp -> NEW);

    assertThat(intent.ending(Outcome.COMMITTED, 9))
        .isEqualTo(new EndShared<>(HOLD, new SharedEnd.Publish<>(NEW, READ_AT)));
  }

  @Test
  void ending_committedAndPublishedTwice_publishesTheLast() {
    KeyIntent intent = locked();
    intent.publish(stamp -> new PlainOperation.Put<>("first", ExpiryRule.NEVER));
    intent.publish(stamp -> NEW);

    assertThat(intent.ending(Outcome.COMMITTED, 9))
        .isEqualTo(new EndShared<>(HOLD, new SharedEnd.Publish<>(NEW, READ_AT)));
  }

  @Test
  void ending_committedAndRemovedAfterItWasPublished_drops() {
    KeyIntent intent = locked();
    intent.publish(stamp -> NEW);
    intent.drop();

    assertThat(intent.ending(Outcome.COMMITTED, 9))
        .isEqualTo(new EndShared<>(HOLD, new SharedEnd.Drop<>()));
  }

  @Test
  void ending_committedWithoutAnythingToPublish_drops() {
    KeyIntent intent = locked();

    assertThat(intent.ending(Outcome.COMMITTED, 9))
        .isEqualTo(new EndShared<>(HOLD, new SharedEnd.Drop<>()));
  }

  @Test
  void ending_rolledBack_neverPublishes() {
    KeyIntent intent = locked();
    intent.publish(stamp -> NEW);

    assertThat(intent.ending(Outcome.ROLLED_BACK, 9))
        .isEqualTo(new EndShared<>(HOLD, new SharedEnd.Drop<>()));
  }

  @Test
  void ending_unknown_leavesTheKeyInDoubt() {
    KeyIntent intent = locked();
    intent.publish(stamp -> NEW);

    assertThat(intent.ending(Outcome.UNKNOWN, 9)).isEqualTo(new DoubtIntent<>(HOLD, Unsure.DROP));
  }

  @Test
  void ending_ofStatedData_isMadeWithTheStampOfTheEnd() {
    KeyIntent intent = locked();
    intent.state(stamp -> new PlainOperation.StoreLoaded<>("at " + stamp, ExpiryRule.NEVER));

    assertThat(intent.ending(Outcome.COMMITTED, 9))
        .isEqualTo(
            new EndShared<>(
                HOLD,
                new SharedEnd.Publish<>(
                    new PlainOperation.StoreLoaded<>("at 9", ExpiryRule.NEVER))));
  }

  @Test
  void contested_withStatedData_offersItOnceMore() {
    KeyIntent intent = locked();
    intent.state(stamp -> new PlainOperation.StoreLoaded<>("at " + stamp, ExpiryRule.NEVER));
    store.answering(Admission.FILLED).calls.clear();

    intent.contested(11);

    assertThat(store.calls).containsExactly("FillStamped a");
    assertThat(link.counts().fills(Admission.FILLED)).isEqualTo(1);
  }

  @Test
  void contested_withDataOfTheTransactionsOwn_offersNothing() {
    KeyIntent intent = locked();
    intent.publish(stamp -> NEW);
    store.calls.clear();

    intent.contested(11);

    assertThat(store.calls).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Outcome.class)
  void ending_ofAnIntentTheStoreNeverGranted_removesAndIsOwed(Outcome outcome) {
    store.failing(new IllegalStateException("too many"));
    KeyIntent intent = locked();
    intent.publish(stamp -> NEW);

    assertThat(intent.ending(outcome, 9)).isEqualTo(new PlainOperation.Remove<>());
    assertThat(link.journalled()).isEqualTo(1);
    assertThat(link.isDetached()).isTrue();
  }

  @Test
  void awaitOpening_notAnswered_isOwedOnce() {
    store.silent();
    KeyIntent intent = locked();

    intent.awaitOpening(link.lockLimit());
    intent.awaitOpening(link.lockLimit());

    assertThat(link.journalled()).isEqualTo(1);
  }

  @Test
  void awaitOpening_answeredLate_hasTheHold() {
    CompletableFuture<Object> late = new CompletableFuture<>();
    store.by(() -> late);
    KeyIntent intent = locked();
    late.complete(new Grant<>(8, null));

    intent.awaitOpening(link.lockLimit());

    assertThat(intent.ending(Outcome.ROLLED_BACK, 9))
        .isEqualTo(new EndShared<>(8, new SharedEnd.Drop<>()));
    assertThat(link.journalled()).isZero();
  }

  @Test
  void awaitOpening_ofManyThatAreNotAnswered_waitsOnce() {
    store.silent();
    KeyIntent first = locked();
    KeyIntent second = new KeyIntent(link, "b", READ_AT);

    first.awaitOpening(link.lockLimit());
    second.awaitOpening(link.lockLimit());

    assertThat(store.waits).isLessThanOrEqualTo(1);
    assertThat(link.journalled()).isEqualTo(2);
  }

  @Test
  void lateEnding_ofWhatWasToBePublished_drops() {
    KeyIntent intent = locked();
    intent.publish(stamp -> NEW);

    assertThat(intent.lateEnding())
        .isEqualTo(List.of(new EndShared<>(HOLD, new SharedEnd.Drop<>())));
  }

  @Test
  void lateEnding_ofAnIntentTheStoreNeverGranted_isNone() {
    store.failing(new IllegalStateException("too many"));

    assertThat(locked().lateEnding()).isEmpty();
  }
}
