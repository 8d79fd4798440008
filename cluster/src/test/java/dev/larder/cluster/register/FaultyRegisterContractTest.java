// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A register in virtual time with no fault switched on. */
class FaultyRegisterContractTest extends ConfigRegisterContract {
  private static final long HINT_MILLIS = 2_000;

  private final Random random = new Random(1);
  private final VirtualQueue queue = new VirtualQueue();
  private final RegisterServer server = new RegisterServer();

  @Override
  protected ConfigRegister open() {
    return new FaultyRegister(server, random, queue);
  }

  @Override
  protected ConfigRegister openElsewhere() {
    return new FaultyRegister(new RegisterServer(), random, queue);
  }

  @Override
  protected <T> T await(CompletionStage<T> stage) {
    return queue.await(stage);
  }

  @Override
  protected void awaitHints() {
    queue.advance(HINT_MILLIS);
  }

  @Override
  protected void fight(RegisterFight fight, List<ConfigRegister> registers) {
    List<CompletableFuture<Void>> callers =
        registers.stream().map(fight::join).map(CompletionStage::toCompletableFuture).toList();
    callers.forEach(queue::await);
    assertThat(callers).allMatch(CompletableFuture::isDone);
  }
}
