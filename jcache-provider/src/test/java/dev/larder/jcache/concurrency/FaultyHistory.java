// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.concurrency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.engine.entry.HoldLimits;
import dev.larder.engine.time.ManualTime;
import dev.larder.jcache.Crew;
import dev.larder.jcache.OpenManager;
import dev.larder.jcache.configuration.LarderConfiguration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import javax.cache.Cache;

/**
 * A history of callers that stop inside a failing loader and writer. Step by step one caller begins
 * or goes on, or time passes, or a change whose caller was told that it failed reaches the store
 * after all. In the end all is quiet, and every doubt is over.
 */
final class FaultyHistory implements AutoCloseable {
  private static final int CALLERS = 4;
  private static final int CALLS = 48;
  private static final int KEYS = 3;
  private static final int VALUES = 3;
  private static final HoldLimits LIMITS = HoldLimits.DEFAULT;

  /** Those that neither write nor make room for a second load. */
  private static final Set<Verb> READS =
      EnumSet.of(Verb.GET, Verb.GET_ALL, Verb.CONTAINS, Verb.ITERATE);

  /** Those that may be made on several keys at once. */
  private static final Set<Verb> BULK = EnumSet.of(Verb.GET_ALL, Verb.PUT_ALL, Verb.REMOVE_KEYS);

  private final SplittableRandom random;
  private final ManualTime time;
  private final OpenManager opened;
  private final int keys;
  private final List<Verb> verbs;
  private final int stepsAPass;
  private final long limitMillis;
  private final FaultyStore store;
  private final IntCache<Integer> cache;
  private final List<CallerThread> callers = new ArrayList<>();
  private final List<List<OpenCall>> made = new ArrayList<>();

  /** What is done beside the callers, in its order. */
  private final List<Observed> beside = new ArrayList<>();

  private final List<OpenCall.Commit> landed = new ArrayList<>();

  /** A history to be run on a new cache. */
  FaultyHistory(OpenManager opened, ManualTime time, String name, long seed) {
    this.random = new SplittableRandom(seed);
    this.time = time;
    this.opened = opened;
    this.keys = 1 + random.nextInt(KEYS);
    this.verbs = chooseVerbs();
    this.stepsAPass = random.nextBoolean() ? 0 : 12;
    this.limitMillis = random.nextInt(4) == 0 ? LIMITS.writerMillis() : LIMITS.doubtLifeMillis();
    this.store =
        new FaultyStore(time::millis, onceIn(random.nextInt(8)), onceIn(random.nextInt(8)));
    this.cache =
        new IntCache<>(
            opened.cache(name, chooseKind().apply(throughTheStore())),
            Integer::valueOf,
            Integer::intValue);
    for (int i = 0; i < CALLERS; i++) {
      CallerThread caller = new CallerThread(random.split());
      caller.start();
      callers.add(caller);
      made.add(new ArrayList<>());
    }
  }

  /** Half of all stores do not fail at all: nothing excuses what is wrong then. */
  private static int onceIn(int chance) {
    return chance < 4 ? 0 : chance - 1;
  }

  private List<Verb> chooseVerbs() {
    Set<Verb> chosen = Verb.methods();
    switch (random.nextInt(6)) {
      case 0 -> chosen = READS;
      case 1 -> chosen.removeIf(verb -> random.nextInt(3) > 0 && verb != Verb.GET);
      case 2 ->
          chosen = EnumSet.of(Verb.GET, Verb.GET_ALL, Verb.PUT, Verb.PUT_ALL, Verb.REMOVE_KEYS);
      case 3 -> chosen = EnumSet.of(Verb.GET, Verb.PUT, Verb.CLEAR);
      case 4 -> chosen.remove(Verb.CLEAR);
      default -> {} // everything
    }
    return List.copyOf(chosen);
  }

  private UnaryOperator<LarderConfiguration<Integer, Integer>> chooseKind() {
    return switch (random.nextInt(3)) {
      case 0 -> config -> config.setExpiryPolicyFactory(Stage.ForEver::new);
      case 1 -> config -> config.setMaximumSize(2);
      default -> config -> config;
    };
  }

  private LarderConfiguration<Integer, Integer> throughTheStore() {
    return new LarderConfiguration<Integer, Integer>()
        .setTypes(Integer.class, Integer.class)
        .setCacheLoaderFactory(() -> store)
        .setCacheWriterFactory(() -> store)
        .setUserCodeLimit(Duration.ofMillis(limitMillis))
        .setReadThrough(true)
        .setWriteThrough(true);
  }

  /** Runs it, and fails where it breaks a promise. */
  void run() {
    fillStore();
    for (int begun = 0; begun < CALLS; ) {
      if (stepsAPass > 0 && random.nextInt(stepsAPass) == 0) {
        pass(random.nextInt(8) == 0 ? LIMITS.doubtMillis() : LIMITS.doubtLifeMillis());
      } else if (random.nextInt(8) == 0) {
        someStragglerLands();
      } else {
        begun += step();
      }
    }
    finishAll();
    pass(LIMITS.doubtMillis());
    lookAround();
    checkSingleFlight();
    checkOrder();
  }

  private void fillStore() {
    for (int key = 1; key <= keys; key++) {
      OpenCall.Commit commit = store.commit(key, 1 + random.nextInt(VALUES));
      beside.add(
          new Observed(
              new Call(Verb.PUT, key, 0, commit.value()),
              Call.VOID,
              commit.startNanos(),
              commit.endNanos()));
    }
  }

  /** One caller begins or goes on; gives back how many began. */
  private int step() {
    List<CallerThread> idle = callers.stream().filter(CallerThread::isIdle).toList();
    List<CallerThread> stopped = stopped();
    if (idle.isEmpty() && stopped.isEmpty()) {
      awaitSomebody();
      return 0;
    }
    boolean begins = stopped.isEmpty() || (!idle.isEmpty() && random.nextBoolean());
    if (begins) {
      CallerThread caller = pick(idle);
      OpenCall call = chooseCall();
      made.get(callers.indexOf(caller)).add(call);
      caller.begin(call);
    } else {
      pick(stopped).goOn();
    }
    awaitStill();
    return begins ? 1 : 0;
  }

  private <T> T pick(List<T> some) {
    return some.get(random.nextInt(some.size()));
  }

  private OpenCall chooseCall() {
    Verb verb = pick(verbs);
    Call asked =
        new Call(
            verb, 1 + random.nextInt(keys), 1 + random.nextInt(VALUES), 1 + random.nextInt(VALUES));
    boolean bulk = BULK.contains(verb) && random.nextBoolean();
    boolean all = verb == Verb.CLEAR || verb == Verb.REMOVE_ALL;
    return new OpenCall(
        cache, asked, bulk || all ? shuffledKeys() : List.of(asked.key()), time::millis);
  }

  private List<Integer> shuffledKeys() {
    List<Integer> shuffled = new ArrayList<>();
    for (int key = 1; key <= keys; key++) {
      shuffled.add(random.nextInt(key), key);
    }
    return shuffled;
  }

  private void awaitStill() {
    Crew.until(() -> callers.stream().allMatch(CallerThread::isStill));
  }

  private boolean allIdle() {
    return callers.stream().allMatch(CallerThread::isIdle);
  }

  private List<CallerThread> stopped() {
    return callers.stream().filter(CallerThread::isStopped).toList();
  }

  private void finishAll() {
    while (!allIdle()) {
      List<CallerThread> stopped = stopped();
      if (stopped.isEmpty()) {
        awaitSomebody();
      } else {
        pick(stopped).goOn();
        awaitStill();
      }
    }
  }

  /** Nobody stands in user code: callers who wait inside the cache then wait for each other. */
  private void awaitSomebody() {
    Crew.until(() -> allIdle() || !stopped().isEmpty());
  }

  private void pass(long millis) {
    if (random.nextInt(3) == 0) {
      finishAll();
    }
    long until = time.millis() + millis;
    for (FaultyStore.Straggler straggler : store.stragglers()) {
      if (straggler.sinceMillis() + LIMITS.doubtMillis() <= until) {
        landOrNot(straggler); // one that sleeps through its doubt is not excused
      }
    }
    List<Integer> quiet = new ArrayList<>(OpenCall.keysUpTo(keys));
    for (int i = 0; i < CALLERS; i++) {
      List<OpenCall> calls = made.get(i);
      if (!callers.get(i).isIdle()) {
        quiet.removeIf(calls.get(calls.size() - 1)::concerns);
      }
    }
    long start = System.nanoTime();
    time.pass(millis);
    opened.ring();
    awaitStill();
    long end = System.nanoTime();
    quiet.forEach(
        key -> beside.add(new Observed(new Call(Verb.PASS, key, 0, 0), Call.VOID, start, end)));
  }

  private void someStragglerLands() {
    List<FaultyStore.Straggler> stragglers = store.stragglers();
    if (!stragglers.isEmpty()) {
      landOrNot(pick(stragglers));
    }
  }

  private void landOrNot(FaultyStore.Straggler straggler) {
    store.forget(straggler);
    if (random.nextInt(4) > 0) {
      OpenCall.Commit commit = store.commit(straggler.key(), straggler.value());
      landed.add(commit);
      beside.add(commit.observed());
    }
  }

  /** Once all is quiet and no key in doubt the cache agrees with the store, or has nothing. */
  private void lookAround() {
    for (int key = 1; key <= keys; key++) {
      int stored = store.value(key);
      for (Cache.Entry<Integer, Integer> entry : cache.cache()) {
        assertThat(entry.getKey() == key ? entry.getValue() : stored).isEqualTo(stored);
      }
      long now = System.nanoTime();
      beside.add(new Observed(new Call(Verb.LOOK_BEHIND, key, 0, 0), stored, now, now));
    }
  }

  private void checkSingleFlight() {
    if (READS.containsAll(verbs) && stepsAPass == 0) {
      assertThat(store.loadedTwiceAtOnce()).as("a key was loaded twice at once").isFalse();
    }
  }

  private void checkOrder() {
    List<OpenCall> all = made.stream().flatMap(List::stream).toList();
    for (OpenCall call : all) {
      assertThat(call.unexplainedFailure(limitMillis)).as(call.toString()).isEmpty();
    }
    for (int each = 1; each <= keys; each++) {
      int key = each;
      assertThat(all)
          .as("told of an absence that no load accounts for")
          .noneMatch(call -> call.madeUpAbsence(key, all, limitMillis));
      List<OpenCall.Commit> unsure = new ArrayList<>(landed);
      all.forEach(call -> call.unsureCommit(key, limitMillis).ifPresent(unsure::add));
      List<List<Observed>> history = new ArrayList<>();
      history.add(RandomHistory.on(key, List.of(beside)).get(0));
      for (List<OpenCall> calls : made) {
        history.add(
            calls.stream()
                .filter(call -> call.concerns(key))
                .map(call -> call.observed(key, unsure, limitMillis))
                .flatMap(Optional::stream)
                .toList());
      }
      assertThat(Linearization.fault(history, new DoubtModel())).isEmpty();
    }
  }

  /** Whether something reached the store that the cache could not vouch for. */
  boolean leftDoubt() {
    return !landed.isEmpty()
        || made.stream()
            .flatMap(List::stream)
            .anyMatch(
                call ->
                    OpenCall.keysUpTo(keys).stream()
                        .anyMatch(key -> call.unsureCommit(key, limitMillis).isPresent()));
  }

  @Override
  public String toString() {
    return keys + " keys, " + verbs + ", " + made;
  }

  @Override
  public void close() {
    cache.cache().close();
    callers.forEach(CallerThread::dismiss);
  }
}
