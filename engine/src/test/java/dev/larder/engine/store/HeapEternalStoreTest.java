// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larder.engine.entry.PlainOperation;
import dev.larder.engine.store.StoreSettings.Endings;
import dev.larder.engine.time.ManualTime;
import org.junit.jupiter.api.Test;

/** The store on the heap whose entries never end keeps the chapters that know no end. */
class HeapEternalStoreTest implements PlainContract, FillContract, TurnContract, IntentContract {
  private final ManualTime time = new ManualTime(StoreStage.START_MILLIS);
  private final StoreStage stage =
      stage(
          new StoreSettings<>(
              "eternal", Endings.NONE, new StoreBound.None<>(), StoreStage.LIMITS, key -> false));

  @Override
  public StoreStage stage() {
    return stage;
  }

  @Override
  public StoreStage stage(StoreSettings<Integer, String> settings) {
    HeapStores group = new HeapStores(time, time);
    return new StoreStage(time, group, group::onAlarm, settings);
  }

  @Test
  void apply_operationThatGivesAnEnd_isRefusedByName() {
    stage.put(1, "a");

    assertThatThrownBy(() -> stage.run(1, new PlainOperation.Touch<>(stage.version(1), 10)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("without end");
  }

  @Test
  void openCacheIntent_whichMayEndInDoubt_isRefusedByName() {
    assertThatThrownBy(() -> stage.store.openCacheIntent())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("store eternal");
  }

  @Test
  void readEntry_cellThatVouchesForNoVersion_isNull() {
    stage.put(1, "a");

    assertThat(stage.store.readEntry(1)).isNull();
  }
}
