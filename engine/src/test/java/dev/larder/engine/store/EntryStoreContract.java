// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.engine.event.Change;
import dev.larder.engine.time.ManualTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * What every {@link EntryStore} promises. An implementation's test extends this and says how a
 * group of its stores is opened; the chapters are the interfaces named here.
 */
public abstract class EntryStoreContract
    implements PlainContract,
        ExpiryContract,
        FillContract,
        TurnContract,
        IntentContract,
        DoubtContract,
        SharedIntentContract,
        PublishContract,
        SharedQueueContract,
        SharedDoubtContract,
        CacheIntentContract,
        CacheDoubtContract,
        StampedFillContract,
        ForgottenKeyContract,
        EvictionContract,
        GroupContract {
  private final ManualTime time = new ManualTime(StoreStage.START_MILLIS);
  private final List<StoreStage> stages = new ArrayList<>();

  /** For the test of an implementation. */
  protected EntryStoreContract() {}

  /** Opens a group of stores under a clock. */
  protected abstract EntryStoreFactory openGroup(ManualTime time);

  /** Calls at a wake-up that the group asked for. */
  protected abstract void onAlarm(EntryStoreFactory group);

  /** Settings with the {@link StoreStage#LIMITS} and a bound, if any, that is not to be felt. */
  protected abstract StoreSettings<Integer, String> settings();

  @BeforeEach
  final void openStage() {
    assertThat(stage(settings()).store.size()).isZero();
  }

  @Override
  public final StoreStage stage() {
    return stages.get(0);
  }

  @Override
  public final StoreStage stage(StoreSettings<Integer, String> settings) {
    EntryStoreFactory group = openGroup(time);
    StoreStage stage = new StoreStage(time, group, () -> onAlarm(group), settings);
    stages.add(stage);
    return stage;
  }

  /** After every test: the changes of each key were told in the order of their numbers. */
  @AfterEach
  final void changesOfEachKeyAreInOrder() {
    for (StoreStage stage : stages) {
      Map<Integer, Long> last = new HashMap<>();
      for (Change<Integer, String> change : stage.changes) {
        Long before = last.put(change.key(), change.version());
        assertThat(change.version()).isGreaterThan(before == null ? 0 : before);
      }
      stage.group.close();
    }
  }
}
