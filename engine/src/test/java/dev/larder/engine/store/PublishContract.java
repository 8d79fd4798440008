// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.engine.entry.Admission;
import dev.larder.engine.entry.FillAnswer;
import dev.larder.engine.entry.Grant;
import dev.larder.engine.entry.PlainOperation;
import dev.larder.engine.entry.SharedEnd;
import dev.larder.engine.entry.Verdict;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a shared intent may publish that was alone, by when its caller read what its work left as it
 * was.
 */
interface PublishContract extends StoreContract {

  @Test
  default void endShared_publishOfWhatWasReadBeforeAClear_leavesTheKeyAbsent() {
    StoreStage stage = stage();
    long readAt = stage.group.stamp();
    assertThat(stage.store.clear()).isCompleted();
    Grant<String> intent = stage.shared(1);

    assertThat(stage.end(1, intent, publish("new", readAt))).isEqualTo(Verdict.DECLINED);

    assertThat(stage.value(1)).isNull();
    assertThat(stage.fill(1, readAt, "read before")).isEqualTo(Admission.WRITTEN_SINCE);
  }

  @Test
  default void endShared_publishOfWhatWasReadSinceTheClear_publishes() {
    StoreStage stage = stage();
    assertThat(stage.store.clear()).isCompleted();
    long readAt = stage.group.stamp();
    Grant<String> intent = stage.shared(1);

    assertThat(stage.end(1, intent, publish("new", readAt))).isEqualTo(Verdict.APPLIED);

    assertThat(stage.value(1)).isEqualTo("new");
  }

  /** What leaves a key absent because somebody knows better. */
  enum Dropping {
    REMOVE(stage -> stage.remove(1)),
    DROP(stage -> stage.run(1, new PlainOperation.Drop<>())),
    ENDED_INTENT(
        stage -> stage.run(1, StoreStage.endShared(stage.shared(1), new SharedEnd.Drop<>())));

    private final Consumer<StoreStage> happens;

    Dropping(Consumer<StoreStage> happens) {
      this.happens = happens;
    }
  }

  @ParameterizedTest
  @EnumSource(Dropping.class)
  default void endShared_publishOfWhatWasReadBeforeARemoval_leavesTheKeyAbsent(Dropping dropping) {
    StoreStage stage = stage();
    stage.put(1, "old");
    long readAt = stage.group.stamp();
    dropping.happens.accept(stage);
    Grant<String> intent = stage.shared(1);

    assertThat(stage.end(1, intent, publish("new", readAt))).isEqualTo(Verdict.DECLINED);

    stage.assertLeftAbsent(readAt);
  }

  @ParameterizedTest
  @EnumSource(Dropping.class)
  default void endShared_publishOfWhatWasReadBeforeARemovalAndAFill_leavesTheKeyAbsent(
      Dropping dropping) {
    StoreStage stage = stage();
    stage.put(1, "old");
    long readAt = stage.group.stamp();
    dropping.happens.accept(stage);
    assertThat(stage.fill(1, stage.group.stamp(), "as it is")).isEqualTo(Admission.FILLED);
    Grant<String> intent = stage.shared(1);

    assertThat(stage.end(1, intent, publish("new", readAt))).isEqualTo(Verdict.DECLINED);

    stage.assertLeftAbsent(readAt);
  }

  @Test
  default void endShared_publishOfWhatWasReadBeforeARemovalUnderALeaseAndAFill_isDeclined() {
    StoreStage stage = stage();
    long readAt = stage.group.stamp();
    FillAnswer.Leased<String> unused = stage.lease(1); // the key is not forgotten meanwhile
    stage.remove(1);
    assertThat(stage.fill(1, stage.group.stamp(), "as it is")).isEqualTo(Admission.FILLED);
    Grant<String> intent = stage.shared(1);

    assertThat(stage.end(1, intent, publish("new", readAt))).isEqualTo(Verdict.DECLINED);

    stage.assertLeftAbsent(readAt);
  }

  @Test
  default void endShared_publishOfWhatWasReadSinceTheRemoval_publishes() {
    StoreStage stage = stage();
    stage.remove(1);
    long readAt = stage.group.stamp();
    Grant<String> intent = stage.shared(1);

    assertThat(stage.end(1, intent, publish("new", readAt))).isEqualTo(Verdict.APPLIED);

    assertThat(stage.value(1)).isEqualTo("new");
  }

  @Test
  default void endShared_publishOverAnEntryThatWasThereAsItWasRead_publishes() {
    StoreStage stage = stage();
    assertThat(stage.fill(1, stage.group.stamp(), "old")).isEqualTo(Admission.FILLED);
    long readAt = stage.group.stamp();
    stage.put(2, "another");
    Grant<String> intent = stage.shared(1);

    assertThat(stage.end(1, intent, publish("new", readAt))).isEqualTo(Verdict.APPLIED);

    assertThat(stage.value(1)).isEqualTo("new");
  }

  private static SharedEnd<String> publish(String value, long readAt) {
    return new SharedEnd.Publish<>(StoreStage.put(value), readAt);
  }
}
