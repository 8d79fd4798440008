// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.writebehind;

import static dev.larder.engine.writebehind.Queues.accept;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** No text of this package shows a key or a value. */
class PrivacyTest {
  private static final String KEY = "secret-key";
  private static final String VALUE = "secret-value";

  @Test
  void toString_ofEverythingThatCarriesKeysOrValues_hidesThem() {
    PendingWrite<String> write = PendingWrite.write(VALUE);
    Flight<String, String> flight = new Flight<>(KEY, write, 7, 1);
    List<Object> carriers =
        List.of(
            write,
            flight,
            new Batch<>(WriteKind.WRITE, List.of(flight)),
            Settlement.residual(List.of(KEY), "database down"),
            new DeadLetter<>(KEY, WriteKind.WRITE, 7, 5, "database down", 12));

    assertThat(carriers).extracting(Object::toString).noneMatch(text -> text.contains("secret"));
    assertThat(flight).hasToString("Flight[write=Write, version=7, attempt=1]");
    assertThat(carriers.get(3)).hasToString("Residual[left=1, cause=database down]");
  }

  @Test
  void toString_ofAQueueWithKeys_givesNumbersOnly() {
    WriteBehindQueue<String, String> queue = Queues.queue(Queues.small());
    accept(queue, KEY, PendingWrite.write(VALUE), 1, 0);

    assertThat(queue)
        .hasToString("WriteBehindQueue[size=1, capacity=8, deadLetters=0, draining=false]");
  }
}
