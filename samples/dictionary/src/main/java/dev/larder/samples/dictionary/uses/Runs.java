// SPDX-License-Identifier: Apache-2.0

package dev.larder.samples.dictionary.uses;

import dev.larder.samples.dictionary.caching.CacheSwitch.Mode;
import dev.larder.samples.dictionary.uses.UseSample.WordUses;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Many look-ups in a row, of words as people use them; one run at a time, bounded twice. */
@Component
public class Runs implements DisposableBean {
  /** The most look-ups that one run may have. */
  public static final int MAXIMUM_LOOK_UPS = 10_000;

  private static final Logger LOG = LoggerFactory.getLogger(Runs.class);
  private static final long MAXIMUM_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final String SQL = "SELECT lemma, uses FROM word WHERE uses > 0 ORDER BY id";

  private final LookUps lookUps;
  private final JdbcClient database;
  private final AtomicBoolean busy = new AtomicBoolean();

  /** Written by the thread of the run alone. */
  private volatile Progress progress = new Progress(false, 0, 0, Mode.ON, 0);

  private volatile boolean closing;

  Runs(LookUps lookUps, JdbcClient database) {
    this.lookUps = lookUps;
    this.database = database;
  }

  /** How far the run is that is going on, or how the last one went. */
  public record Progress(boolean running, int done, int lookUps, Mode cache, long millis) {}

  /** How far the run is. */
  public Progress progress() {
    return progress;
  }

  /** Starts a run; {@code false} if one is going on. */
  public boolean start(int count, Mode mode) {
    if (!busy.compareAndSet(false, true)) {
      return false;
    }
    progress = new Progress(true, 0, count, mode, 0);
    var thread = new Thread(() -> runAndRest(count, mode), "run");
    thread.setDaemon(true);
    thread.start();
    return true;
  }

  private void runAndRest(int count, Mode mode) {
    try {
      run(count, mode);
    } catch (RuntimeException failure) {
      LOG.error("run ended early: done={}", progress.done(), failure);
    } finally {
      Progress last = progress;
      progress = new Progress(false, last.done(), count, mode, last.millis());
      busy.set(false);
    }
  }

  private void run(int count, Mode mode) {
    var sample = new UseSample(database.sql(SQL).query(WordUses.class).list());
    var random = new SplittableRandom();
    long start = System.nanoTime();
    long nanos = 0;
    for (int done = 1; done <= count && nanos < MAXIMUM_NANOS && !closing; done++) {
      lookUps.of(sample.draw(random), Optional.empty(), mode);
      nanos = System.nanoTime() - start;
      progress = new Progress(true, done, count, mode, TimeUnit.NANOSECONDS.toMillis(nanos));
    }
  }

  @Override
  public void destroy() {
    closing = true;
  }
}
