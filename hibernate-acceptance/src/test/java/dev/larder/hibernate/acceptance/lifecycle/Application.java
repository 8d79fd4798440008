// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.lifecycle;

import dev.larder.hibernate.LarderRegionFactory;
import dev.larder.hibernate.acceptance.Stage;
import dev.larder.hibernate.acceptance.shop.Book;
import java.util.function.Supplier;
import org.hibernate.cache.spi.RegionFactory;
import org.hibernate.cache.spi.access.AccessType;
import org.hibernate.engine.spi.SessionFactoryImplementor;

/**
 * An application that is deployed by a class loader of its own, as a server does it: it opens a
 * session factory, works with its cache, and closes it on demand.
 */
public final class Application implements Supplier<Boolean>, AutoCloseable {
  private final Stage stage;

  /** Deployed, its cache warm. */
  public Application() {
    stage =
        Stage.builder(AccessType.READ_WRITE)
            .with("hibernate.cache.region.factory_class", LarderRegionFactory.class)
            .open();
    requireOwnLarder();
    stage.write(session -> session.persist(new Book(1, "new")));
    stage.read(session -> session.find(Book.class, 1L).tags.size());
    stage.read(
        session ->
            session
                .createSelectionQuery("from Book", Book.class)
                .setCacheable(true)
                .getResultList());
    stage.write(session -> session.find(Book.class, 1L).price++);
  }

  private void requireOwnLarder() {
    RegionFactory regions =
        stage.factory.unwrap(SessionFactoryImplementor.class).getCache().getRegionFactory();
    if (regions.getClass().getClassLoader() != Application.class.getClassLoader()) {
      throw new IllegalStateException("Larder came from " + regions.getClass().getClassLoader());
    }
  }

  /** Whether it serves, from its cache. */
  @Override
  public Boolean get() {
    return stage.isCached(Book.class, 1L);
  }

  @Override
  public void close() {
    stage.close();
  }
}
