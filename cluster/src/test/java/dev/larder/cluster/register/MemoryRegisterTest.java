// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The register of a lone node: all callers share it. */
class MemoryRegisterTest extends ConfigRegisterContract {
  private final MemoryRegister register = new MemoryRegister();

  @Override
  protected ConfigRegister open() {
    return register;
  }

  @Override
  protected ConfigRegister openElsewhere() {
    return new MemoryRegister();
  }

  @Override
  protected <T> T await(CompletionStage<T> stage) {
    assertThat(stage.toCompletableFuture()).as("complete at once").isDone();
    return stage.toCompletableFuture().join();
  }

  @Override
  protected void awaitHints() {}

  /** Each caller on a thread of its own. */
  @Override
  protected void fight(RegisterFight fight, List<ConfigRegister> registers) {
    ExecutorService threads = Executors.newFixedThreadPool(registers.size());
    CountDownLatch ready = new CountDownLatch(registers.size());
    try {
      List<Future<?>> callers = new ArrayList<>();
      for (ConfigRegister one : registers) {
        callers.add(
            threads.submit(
                () -> {
                  ready.countDown();
                  ready.await();
                  return fight.join(one).toCompletableFuture().join();
                }));
      }
      for (Future<?> caller : callers) {
        assertThat(caller).succeedsWithin(Duration.ofMinutes(1));
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
