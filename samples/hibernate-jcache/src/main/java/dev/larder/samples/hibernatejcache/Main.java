// SPDX-License-Identifier: Apache-2.0

package dev.larder.samples.hibernatejcache;

import java.io.PrintStream;
import java.util.List;
import org.hibernate.KeyType;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.hibernate.stat.Statistics;

/**
 * A book is read twice: from the database, then from the caches that stock {@code hibernate-jcache}
 * keeps in Larder. Its limits are its own, whatever the provider: the README beside this names
 * them.
 */
public final class Main {
  private static final String ISBN = "978-0140449136";

  private Main() {}

  /** Runs the sample; it takes no arguments. */
  public static void main(String[] args) {
    run(System.out);
  }

  static void run(PrintStream out) {
    try (SessionFactory sessions =
        new HibernatePersistenceConfiguration("books")
            .managedClass(Book.class)
            .jdbcUrl("jdbc:h2:mem:books")
            .property("hibernate.hbm2ddl.auto", "create-drop")
            .property("hibernate.generate_statistics", true)
            .property("hibernate.cache.use_query_cache", true)
            .property("hibernate.cache.region.factory_class", "jcache")
            .property(
                "hibernate.javax.cache.provider", "dev.larder.jcache.spi.LarderCachingProvider")
            .property("hibernate.javax.cache.missing_cache_strategy", "create")
            .createEntityManagerFactory()) {
      sessions.inTransaction(
          session ->
              session.persist(new Book(1, ISBN, "Crime and Punishment", List.of("Dostoevsky"))));
      for (int time = 1; time <= 2; time++) {
        sessions.getStatistics().clear();
        out.println(sessions.fromTransaction(Main::read));
        out.println(told(sessions.getStatistics()));
      }
    }
  }

  /** Reads the book by its natural id, with its collection, and then once more by a query. */
  private static String read(Session session) {
    String line = session.find(Book.class, ISBN, KeyType.NATURAL).line();
    int books =
        session.createSelectionQuery("from Book", Book.class).setCacheable(true).list().size();
    return books + " book: " + line;
  }

  private static String told(Statistics statistics) {
    return String.format(
        "  hits: entity %d, collection %d, natural id %d, query %d; database statements: %d",
        hits(statistics, Book.class.getName()),
        hits(statistics, Book.class.getName() + ".authors"),
        statistics.getNaturalIdCacheHitCount(),
        statistics.getQueryCacheHitCount(),
        statistics.getPrepareStatementCount());
  }

  private static long hits(Statistics statistics, String region) {
    return statistics.getDomainDataRegionStatistics(region).getHitCount();
  }
}
