// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance;

import dev.larder.hibernate.acceptance.narayana.EnlistingDataSource;
import dev.larder.hibernate.acceptance.narayana.Narayana;
import dev.larder.hibernate.acceptance.shop.Book;
import dev.larder.hibernate.acceptance.shop.Note;
import dev.larder.hibernate.acceptance.shop.Review;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javax.transaction.xa.XAResource;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.boot.CacheRegionDefinition;
import org.hibernate.boot.CacheRegionDefinition.CacheRegionType;
import org.hibernate.boot.MetadataBuilder;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.StandardServiceRegistry;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.cache.spi.access.AccessType;
import org.hibernate.stat.Statistics;

/**
 * A database of its own, a session factory on it, and words for what a test does with them. Closing
 * it closes both.
 */
public final class Stage implements AutoCloseable {
  /** The region factory under test; another may be named to see what it fails. */
  public static final String REGION_FACTORY = System.getProperty("region.factory", "larder");

  /** Whether stages run under JTA unless they say otherwise. */
  public static final boolean JTA = Boolean.getBoolean("jta");

  /** The SessionFactory under test. */
  public final SessionFactory factory;

  /** The JDBC URL of the database. */
  public final String url;

  private final Connection keepsTheDatabaseOpen;

  private final boolean jta;

  private Stage(SessionFactory factory, String url, Connection keepsTheDatabaseOpen, boolean jta) {
    this.factory = factory;
    this.url = url;
    this.jta = jta;
    this.keepsTheDatabaseOpen = keepsTheDatabaseOpen;
  }

  /** The shop's entities, collections and natural ids under one strategy, query cache on. */
  public static Stage of(AccessType strategy) {
    return builder(strategy).open();
  }

  /** The same, to be changed before it opens. */
  public static Builder builder(AccessType strategy) {
    return new Builder(strategy)
        .entity(Book.class)
        .entity(Review.class)
        .entity(Note.class)
        .collection(Book.class, "tags")
        .collection(Book.class, "reviews");
  }

  /** Nothing mapped yet. */
  public static Builder empty(AccessType strategy) {
    return new Builder(strategy);
  }

  /** How a stage is set up. */
  public static final class Builder {
    private final AccessType strategy;
    private final List<Class<?>> entities = new ArrayList<>();
    private final List<CacheRegionDefinition> regions = new ArrayList<>();
    private final Map<String, Object> settings = new LinkedHashMap<>();
    private String url = "jdbc:h2:mem:" + UUID.randomUUID();
    private String schema = "create-drop";
    private boolean jta = JTA;
    private UnaryOperator<XAResource> aroundTheDatabase = UnaryOperator.identity();

    private Builder(AccessType strategy) {
      this.strategy = strategy;
      settings.put("hibernate.cache.region.factory_class", REGION_FACTORY);
      settings.put("hibernate.cache.use_second_level_cache", "true");
      settings.put("hibernate.cache.use_query_cache", "true");
      settings.put("hibernate.generate_statistics", "true");
      settings.put("hibernate.show_sql", "false");
      if (REGION_FACTORY.equals("jcache")) {
        settings.put("hibernate.javax.cache.missing_cache_strategy", "create");
      }
    }

    /** Maps an entity and caches it under the stage's strategy. */
    public Builder entity(Class<?> type) {
      entities.add(type);
      regions.add(
          new CacheRegionDefinition(
              CacheRegionType.ENTITY, type.getName(), strategy.getExternalName(), null, true));
      return this;
    }

    /** Maps an entity that is not cached, or that says itself how. */
    public Builder uncached(Class<?> type) {
      entities.add(type);
      return this;
    }

    /** Caches a collection under the stage's strategy. */
    public Builder collection(Class<?> owner, String property) {
      regions.add(
          new CacheRegionDefinition(
              CacheRegionType.COLLECTION,
              owner.getName() + "." + property,
              strategy.getExternalName(),
              null,
              true));
      return this;
    }

    /** One more setting, or another value. */
    public Builder with(String key, Object value) {
      settings.put(key, value);
      return this;
    }

    /** The database of another stage, whose tables are there. */
    public Builder on(Stage other) {
      this.url = other.url;
      this.schema = "none";
      return this;
    }

    /** Another database; H2 makes it if need be. */
    public Builder url(String other) {
      this.url = other;
      return this;
    }

    /** Under JTA, whatever others run under. */
    public Builder jta() {
      this.jta = true;
      return this;
    }

    /** The same, with something between the transaction manager and the database. */
    public Builder jta(UnaryOperator<XAResource> around) {
      this.aroundTheDatabase = around;
      return jta();
    }

    /** More at the end of the JDBC URL, such as {@code ;LOCK_TIMEOUT=100}. */
    public Builder urlSuffix(String suffix) {
      this.url += suffix;
      return this;
    }

    /** Opens the database and the session factory. */
    public Stage open() {
      if (jta) {
        settings.putIfAbsent("hibernate.transaction.coordinator_class", "jta");
        settings.putIfAbsent("hibernate.transaction.jta.platform", "JBossTS");
        settings.putIfAbsent(
            "hibernate.connection.datasource", new EnlistingDataSource(url, aroundTheDatabase));
      } else {
        settings.putIfAbsent("hibernate.connection.url", url);
        settings.putIfAbsent("hibernate.connection.username", "sa");
        settings.putIfAbsent("hibernate.connection.password", "");
      }
      settings.putIfAbsent("hibernate.hbm2ddl.auto", schema);
      settings.putIfAbsent("hibernate.connection.pool_size", "32");
      StandardServiceRegistry registry =
          new StandardServiceRegistryBuilder().applySettings(settings).build();
      try {
        Connection open = DriverManager.getConnection(url, "sa", "");
        MetadataSources sources = new MetadataSources(registry);
        entities.forEach(sources::addAnnotatedClass);
        MetadataBuilder metadata = sources.getMetadataBuilder();
        regions.forEach(metadata::applyCacheRegionDefinition);
        return new Stage(metadata.build().buildSessionFactory(), url, open, jta);
      } catch (SQLException e) {
        StandardServiceRegistryBuilder.destroy(registry);
        throw new IllegalStateException("H2 did not open " + url, e);
      } catch (RuntimeException e) {
        StandardServiceRegistryBuilder.destroy(registry);
        throw e;
      }
    }
  }

  /**
   * Sets the stage before a test acts; closes it if that fails, since what an open one leaves in a
   * cache that session factories share would be found by the next.
   */
  public Stage set(Consumer<Stage> work) {
    try {
      work.accept(this);
      return this;
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  /** Runs in a session and transaction of its own, committed at the end. */
  public <T> T read(Function<Session, T> work) {
    return apart(() -> factory.fromTransaction(work));
  }

  /** The same, for work without an answer. */
  public void write(Consumer<Session> work) {
    apart(() -> factory.inTransaction(work));
  }

  /** The same, in a stateless session. */
  public void writeStateless(Consumer<StatelessSession> work) {
    apart(() -> factory.inStatelessTransaction(work));
  }

  /** Runs and rolls back. */
  public void rollBack(Consumer<Session> work) {
    apart(() -> rollBackHere(work));
  }

  /** Under JTA a thread has one transaction: what it is in waits meanwhile. */
  private <T> T apart(Supplier<T> work) {
    return jta ? Narayana.apart(work) : work.get();
  }

  private void apart(Runnable work) {
    boolean unused =
        apart(
            () -> {
              work.run();
              return true;
            });
  }

  private void rollBackHere(Consumer<Session> work) {
    try (Session session = factory.openSession()) {
      session.beginTransaction();
      work.accept(session);
      session.getTransaction().rollback();
    }
  }

  /** Changes the database past Hibernate, as another program does. */
  public void sql(String statement) {
    try (Connection connection = connection();
        Statement plain = connection.createStatement()) {
      plain.execute(statement);
    } catch (SQLException e) {
      throw new IllegalStateException(statement, e);
    }
  }

  /** A connection of the test's own, in auto-commit mode. */
  public Connection connection() throws SQLException {
    return DriverManager.getConnection(url, "sa", "");
  }

  /** Hibernate's own counts. */
  public Statistics statistics() {
    return factory.getStatistics();
  }

  /** How many statements some work prepares. */
  public long statements(Runnable work) {
    long before = statistics().getPrepareStatementCount();
    work.run();
    return statistics().getPrepareStatementCount() - before;
  }

  /** Whether finding an entity needs no statement. */
  public boolean isCached(Class<?> type, Object id) {
    return statements(() -> read(session -> session.find(type, id))) == 0;
  }

  @Override
  public void close() {
    factory.close();
    try {
      keepsTheDatabaseOpen.close();
    } catch (SQLException e) {
      throw new IllegalStateException("H2 did not close " + url, e);
    }
  }
}
