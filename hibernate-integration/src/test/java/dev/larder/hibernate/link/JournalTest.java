// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.engine.entry.HoldOperation;
import dev.larder.engine.entry.SharedEnd;
import dev.larder.engine.entry.Verdict;
import dev.larder.engine.store.EntryStore.CacheEnd;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What is owed is told in order, and its amount is bounded. */
class JournalTest {
  private static final int MOST = 10_000;

  private final Journal journal = new Journal();
  private final ScriptedStore store = new ScriptedStore().answering(Verdict.APPLIED);

  @Test
  void new_owesNothing() {
    assertThat(journal.isEmpty()).isTrue();
    assertThat(journal.size()).isZero();
    assertThat(journal.take()).isEmpty();
  }

  @Test
  void take_givesEachEntryOnce() {
    journal.add(Journal.ofKey("a", List.of()));
    journal.add(Journal.ofEverything());

    List<Journal.Entry> taken = journal.take();

    assertThat(taken).hasSize(2);
    assertThat(journal.isEmpty()).isTrue();
    assertThat(journal.take()).isEmpty();
  }

  @Test
  void tell_ofAKeyThatWasHeld_endsTheHoldAndThenRemoves() {
    Journal.Entry entry =
        Journal.ofKey("a", List.of(new HoldOperation.EndShared<>(7, new SharedEnd.Drop<>())));

    CompletableFuture<?> told = entry.tell(store);

    assertThat(told).isCompleted();
    assertThat(store.calls).containsExactly("EndShared a", "Remove a");
  }

  @Test
  void tell_ofAKeyOfWhichOneCallFails_fails() {
    Journal.Entry entry = Journal.ofKey("a", List.of());

    CompletableFuture<?> told = entry.tell(store.failing(new IllegalStateException("refused")));

    assertThat(told).isCompletedExceptionally();
  }

  @Test
  void tell_ofAKeyThatIsNotAnswered_isPending() {
    CompletableFuture<?> told = Journal.ofKey("a", List.of()).tell(store.silent());

    assertThat(told).isNotDone();
  }

  @Test
  void tell_ofACacheIntent_endsThat() {
    CompletableFuture<?> told = Journal.ofCacheIntent(9, CacheEnd.UNKNOWN).tell(store);

    assertThat(told).isCompleted();
    assertThat(store.calls).containsExactly("endCacheIntent 9 UNKNOWN");
  }

  @Test
  void add_upToTheBound_keepsAll() {
    addKeys(MOST);

    assertThat(journal.size()).isEqualTo(MOST);
    assertThat(journal.take()).hasSize(MOST);
  }

  @Test
  void add_pastTheBound_comesToOneClear() {
    addKeys(MOST + 1);

    List<Journal.Entry> taken = journal.take();

    assertThat(taken).hasSize(1);
    assertThat(taken.get(0).tell(store)).isCompleted();
    assertThat(store.calls).containsExactly("clear");
  }

  @Test
  void add_afterTheBoundWasPassed_changesNothing() {
    addKeys(MOST + 1);
    addKeys(10);

    assertThat(journal.isEmpty()).isFalse();
    assertThat(journal.size()).isEqualTo(MOST);
    assertThat(journal.take()).hasSize(1);
  }

  @Test
  void add_pastTheBoundWithHoldsOfOurs_stillEndsThose() {
    journal.addEnd(Journal.ofCacheIntent(9, CacheEnd.KNOWN));
    journal.addEnd(
        Journal.ofKey("held", List.of(new HoldOperation.EndShared<>(7, new SharedEnd.Drop<>()))));
    addKeys(MOST + 1);

    journal.take().forEach(entry -> assertThat(entry.tell(store)).isCompleted());

    assertThat(store.calls).contains("clear", "endCacheIntent 9 KNOWN", "EndShared held");
  }

  @Test
  void add_afterATakePastTheBound_keepsEntriesAgain() {
    addKeys(MOST + 1);
    assertThat(journal.take()).hasSize(1);

    addKeys(3);

    assertThat(journal.take()).hasSize(3);
  }

  private void addKeys(int count) {
    for (int i = 0; i < count; i++) {
      journal.add(Journal.ofKey(i, List.of()));
    }
  }
}
