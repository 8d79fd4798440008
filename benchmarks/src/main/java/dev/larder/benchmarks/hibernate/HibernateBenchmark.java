// SPDX-License-Identifier: Apache-2.0

package dev.larder.benchmarks.hibernate;

import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.cache.spi.access.EntityDataAccess;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Hits of a READ_WRITE entity region in which everything is cached. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xms512m", "-Xmx512m", "-XX:+AlwaysPreTouch"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 3, time = 1)
public class HibernateBenchmark {
  private static final int ITEMS = 5_000;
  private static final int FINDS = 100;

  /** Whose cache. */
  @Param public SecondLevelCache cache = SecondLevelCache.LARDER;

  @SuppressWarnings("NullAway.Init") // JMH calls open before anything else
  private SessionFactory factory;

  @SuppressWarnings("NullAway.Init") // as above
  private EntityPersister persister;

  @SuppressWarnings("NullAway.Init") // as above
  private EntityDataAccess access;

  /** A session of one thread, and where that thread is among the items. */
  @State(Scope.Thread)
  public static class Reader {
    @SuppressWarnings("NullAway.Init") // JMH calls open before anything else
    private Session session;

    private int next;

    /** Opens the session. */
    @Setup(Level.Trial)
    public void open(HibernateBenchmark benchmark) {
      session = benchmark.factory.openSession();
    }

    /** Closes the session. */
    @TearDown(Level.Trial)
    public void close() {
      session.close();
    }

    private long nextId() {
      next = (next + 7919) % ITEMS; // a prime, so that every item is met
      return next;
    }
  }

  /** Opens the session factory, and caches every item. */
  @Setup
  public void open() {
    factory = cache.open();
    factory.inTransaction(
        session -> LongStream.range(0, ITEMS).mapToObj(Item::new).forEach(session::persist));
    factory.inTransaction(
        session -> LongStream.range(0, ITEMS).forEach(id -> session.find(Item.class, id)));
    SessionFactoryImplementor internals = (SessionFactoryImplementor) factory;
    persister = internals.getMappingMetamodel().getEntityDescriptor(Item.class);
    access = persister.getCacheAccessStrategy();
    if (!LongStream.range(0, ITEMS).allMatch(id -> factory.getCache().contains(Item.class, id))) {
      throw new IllegalStateException(cache + " does not hold all that was read");
    }
  }

  /** Closes it. */
  @TearDown
  public void close() {
    factory.close();
  }

  /** Key and access alone. */
  @Benchmark
  public @Nullable Object access(Reader reader) {
    SharedSessionContractImplementor session = (SharedSessionContractImplementor) reader.session;
    Object key = access.generateCacheKey(reader.nextId(), persister, session.getFactory(), null);
    return access.get(session, key);
  }

  /** A session and transaction with a hundred finds. */
  @Benchmark
  public void session(Reader reader, Blackhole blackhole) {
    factory.inTransaction(
        session -> {
          for (int i = 0; i < FINDS; i++) {
            blackhole.consume(session.find(Item.class, reader.nextId()));
          }
        });
  }
}
