// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.register;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One node's way to a {@link RegisterServer}, in virtual time and with faults to be switched on. A
 * request and its answer each travel for a drawn time; a call without an answer fails after {@link
 * #TIMEOUT_MILLIS}. For one thread.
 */
public final class FaultyRegister implements ConfigRegister {
  /** When a call fails that was not answered. */
  public static final long TIMEOUT_MILLIS = 2_000;

  private static final int MOST_TRAVEL_MILLIS = 20;
  private static final int MOST_LATE_MILLIS = 10_000; // enough for several repetitions

  private final RegisterServer server;
  private final Random random;
  private final Later later;
  private final Map<Fault, Integer> percents = new EnumMap<>(Fault.class);
  private final Deque<Fault> planned = new ArrayDeque<>();
  private final Map<Long, CompletableFuture<?>> pending = new TreeMap<>(); // by number
  private final Set<Object> watches = new LinkedHashSet<>();
  private long calls;
  private boolean away;
  private boolean closed;

  /** What befalls one call: its caller learns nothing, each time. */
  public enum Fault {
    /** It never takes effect. */
    REQUEST_LOST,
    /** It takes effect at once. Hints are lost as often. */
    ANSWER_LOST,
    /** It takes effect only after the call has failed, perhaps after it was repeated. */
    REQUEST_LATE
  }

  /** A way without faults. */
  public FaultyRegister(RegisterServer server, Random random, Later later) {
    this.server = server;
    this.random = random;
    this.later = later;
  }

  /** The next call without a fault planned for it has this one. */
  public void plan(Fault fault) {
    planned.add(fault);
  }

  /** From now on so many of a hundred calls have this fault; the faults' shares add up. */
  public void setLikelihood(Fault fault, int percent) {
    percents.put(fault, percent);
  }

  /** From now on nothing gets there or back, but what is late already. */
  public void goAway() {
    away = true;
  }

  /** From now on requests and answers travel again. */
  public void comeBack() {
    away = false;
  }

  @Override
  public CompletionStage<Optional<Cell>> read(CellName name) {
    return call(() -> server.memory().read(name));
  }

  @Override
  public CompletionStage<List<Cell>> readAll(String prefix) {
    return call(() -> server.memory().readAll(prefix));
  }

  @Override
  public CompletionStage<Swap> swap(CellName name, long expected, Cell.Content next) {
    return call(() -> server.memory().swap(name, expected, next));
  }

  private <T> CompletionStage<T> call(Supplier<CompletionStage<T>> request) {
    if (closed) {
      return CompletableFuture.failedStage(new IllegalStateException("faulty register: closed"));
    }
    CompletableFuture<T> answer = new CompletableFuture<>();
    long number = calls++;
    pending.put(number, answer);
    Optional<Fault> fault = Optional.ofNullable(planned.poll()).or(this::draw);
    later.after(TIMEOUT_MILLIS, () -> fail(number, "no answer"));
    if (fault.isPresent()) {
      suffer(fault.get(), request);
    } else {
      later.after(
          travelMillis(),
          () -> {
            if (!away) {
              send(request.get(), number, answer);
            }
          });
    }
    return answer;
  }

  private Optional<Fault> draw() {
    int dice = random.nextInt(100);
    for (Fault fault : Fault.values()) {
      dice -= percents.getOrDefault(fault, 0);
      if (dice < 0) {
        return Optional.of(fault);
      }
    }
    return Optional.empty();
  }

  private <T> void suffer(Fault fault, Supplier<CompletionStage<T>> request) {
    switch (fault) {
      case REQUEST_LOST -> {}
      case ANSWER_LOST ->
          later.after(
              travelMillis(),
              () -> {
                if (!away) {
                  CompletionStage<T> unused = request.get();
                }
              });
      case REQUEST_LATE ->
          later.after(
              TIMEOUT_MILLIS + 1L + random.nextInt(MOST_LATE_MILLIS),
              () -> {
                CompletionStage<T> unused = request.get();
              });
    }
  }

  private <T> void send(CompletionStage<T> brought, long number, CompletableFuture<T> answer) {
    T value = brought.toCompletableFuture().join(); // of a memory: complete
    later.after(
        travelMillis(),
        () -> {
          if (!away && pending.remove(number) != null) {
            boolean unused = answer.complete(value);
          }
        });
  }

  private void fail(long number, String reason) {
    Optional.<CompletableFuture<?>>ofNullable(pending.remove(number))
        .ifPresent(
            answer ->
                answer.completeExceptionally(
                    new IllegalStateException("faulty register: " + reason)));
  }

  private long travelMillis() {
    return 1L + random.nextInt(MOST_TRAVEL_MILLIS);
  }

  @Override
  public AutoCloseable watch(String prefix, Consumer<Cell> hint) {
    Object watch = new Object();
    watches.add(watch);
    server.addListener(
        cell -> {
          boolean lost = random.nextInt(100) < percents.getOrDefault(Fault.ANSWER_LOST, 0);
          if (!away && !lost && cell.name().name().startsWith(prefix)) {
            later.after(travelMillis(), () -> tell(watch, cell, hint));
          }
        });
    return () -> watches.remove(watch);
  }

  private void tell(Object watch, Cell cell, Consumer<Cell> hint) {
    if (!away && watches.contains(watch)) {
      hint.accept(cell);
    }
  }

  /** What travels to the server may still take effect there. */
  @Override
  public void close() {
    closed = true;
    watches.clear();
    List.copyOf(pending.keySet()).forEach(number -> fail(number, "closed"));
  }
}
