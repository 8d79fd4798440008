// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.writebehind;

import static dev.larder.engine.writebehind.Queues.LONG_MILLIS;
import static dev.larder.engine.writebehind.Queues.accept;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Walks the table of states and moves that opens the source of {@link WriteBehindQueue}. */
class KeyMovesTest {
  private static final Pattern ROW = Pattern.compile("\\* ([A-Z_]+) +([a-zA-Z]+) +([A-Z_]+)$");
  private static final Path SOURCE =
      Path.of(
          System.getProperty("basedir", ""),
          "src/main/java/dev/larder/engine/writebehind/WriteBehindQueue.java");

  /** One line of the table. */
  private record Move(KeyState from, Input input, KeyState to) {}

  @TestFactory
  Stream<DynamicTest> move_ofEachRow_leadsWhereTheTableSays() throws IOException {
    return table().stream()
        .map(
            move ->
                DynamicTest.dynamicTest(
                    move.toString(),
                    () -> {
                      Walker walker = new Walker(move.input());
                      walker.reach(move.from());

                      boolean possible = walker.step(move.input());

                      assertThat(possible).isTrue();
                      assertThat(walker.state()).isEqualTo(move.to());
                    }));
  }

  @Test
  void table_hasARowForEachMoveThatIsPossible() throws IOException {
    Set<Move> possible = new HashSet<>();
    for (KeyState from : KeyState.values()) {
      for (Input input : Input.values()) {
        Walker walker = new Walker(input);
        walker.reach(from);
        if (walker.step(input)) {
          possible.add(new Move(from, input, walker.state()));
        }
      }
    }

    assertThat(table()).containsExactlyInAnyOrderElementsOf(possible);
  }

  private static List<Move> table() throws IOException {
    List<Move> moves = new ArrayList<>();
    for (String line : Files.readAllLines(SOURCE)) {
      Matcher row = ROW.matcher(line);
      if (row.find()) {
        moves.add(
            new Move(
                KeyState.valueOf(row.group(1)),
                Input.valueOf(row.group(2)),
                KeyState.valueOf(row.group(3))));
      }
    }
    return moves;
  }

  /** What can happen to a key, by its name in the table. */
  private enum Input {
    offerNewer,
    offerStale,
    offerFull,
    take,
    done,
    failed,
    failedLast,
    retry,
    discard,
    crowdOut
  }

  /** A queue with one key under test; other keys only fill its bounds. */
  private static final class Walker {
    private static final String KEY = "walker";

    private final WriteBehindQueue<String, String> queue;
    private final Deque<Batch<String, String>> open = new ArrayDeque<>();
    private long nowMillis;
    private long version = 10;
    private int others;

    /** A walker towards an input: where the last attempt shall fail, the first one is the last. */
    Walker(Input towards) {
      int maxAttempts = towards == Input.failedLast ? 1 : 2;
      queue = Queues.queue(Queues.small().withRetry(new RetryRule(maxAttempts, 1, LONG_MILLIS)));
    }

    KeyState state() {
      return queue.state(KEY);
    }

    void reach(KeyState goal) {
      switch (goal) {
        case IDLE -> {}
        case PENDING -> steps(Input.offerNewer);
        case FLYING -> steps(Input.offerNewer, Input.take);
        case FLYING_AND_PENDING -> steps(Input.offerNewer, Input.take, Input.offerNewer);
        case BACKING_OFF -> steps(Input.offerNewer, Input.take, Input.offerNewer, Input.failed);
        case DEAD -> {
          steps(Input.offerNewer);
          nowMillis = Queues.failUntilIdle(queue, nowMillis);
        }
      }
      assertThat(state()).isEqualTo(goal);
    }

    private void steps(Input... inputs) {
      for (Input input : inputs) {
        assertThat(step(input)).as("%s", input).isTrue();
      }
    }

    /** Feeds one input; says whether it can meet the key where it stands. */
    boolean step(Input input) {
      nowMillis += LONG_MILLIS;
      return switch (input) {
        case offerNewer -> offer(++version).accepted();
        case offerStale -> offer(version) == OfferOutcome.STALE;
        case offerFull -> {
          fill();
          yield offer(++version) == OfferOutcome.FULL;
        }
        case take -> queue.takeBatch(nowMillis).map(open::add).isPresent();
        case done -> settle(Settlement.done());
        case failed, failedLast -> settle(Settlement.failed("database down"));
        case retry -> queue.retryDeadLetter(KEY, nowMillis);
        case discard -> queue.discardDeadLetter(KEY);
        case crowdOut -> state() == KeyState.DEAD && crowdOut();
      };
    }

    private OfferOutcome offer(long offeredVersion) {
      return queue.offer(KEY, PendingWrite.delete(), offeredVersion, nowMillis);
    }

    private void fill() {
      while (!queue.isFull()) {
        accept(queue, "other" + others++, PendingWrite.delete(), 1, nowMillis);
      }
    }

    private boolean settle(Settlement<String> settlement) {
      if (open.isEmpty()) {
        return false;
      }
      Queues.settle(queue, open.remove(), settlement, nowMillis);
      return true;
    }

    private boolean crowdOut() {
      fill();
      nowMillis = Queues.failUntilIdle(queue, nowMillis);
      return true;
    }
  }
}
