// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.jta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.hibernate.acceptance.shop.Book;
import dev.larder.hibernate.acceptance.shop.Review;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.hibernate.cache.spi.access.AccessType;
import org.junit.jupiter.api.Test;

/** Sessions of one JTA transaction see each other's rows before anybody else may. */
class SeveralSessionsTest {
  private static final long ID = 77;

  @Test
  void find_ofWhatAnotherSessionInserted_cachesNothing() throws Exception {
    try (JtaScene scene = JtaScene.of(AccessType.READ_WRITE);
        Session writer = scene.factory.openSession();
        Session reader = scene.factory.openSession()) {
      scene.manager.begin();
      writer.joinTransaction();
      reader.joinTransaction();
      writer.persist(new Book(ID, "never"));
      writer.flush();

      boolean seenInside = reader.find(Book.class, ID) != null;
      boolean seenApart = isThere(scene);
      scene.manager.rollback();

      assertThat(seenInside).isTrue();
      assertThat(seenApart).isFalse();
      assertThat(isThere(scene)).isFalse();
    }
  }

  @Test
  void find_ofWhatASessionInsertedThatIsClosed_cachesNothing() throws Exception {
    try (JtaScene scene = JtaScene.of(AccessType.READ_WRITE)) {
      scene.manager.begin();
      try (Session writer = scene.factory.openSession()) {
        writer.joinTransaction();
        writer.persist(new Book(ID, "never"));
        writer.flush();
      }
      boolean seenInside;
      try (Session reader = scene.factory.openSession()) {
        reader.joinTransaction();
        seenInside = reader.find(Book.class, ID) != null;
      }
      scene.manager.rollback();

      assertThat(seenInside).isTrue();
      assertThat(isThere(scene)).isFalse();
    }
  }

  @Test
  void find_ofWhatAStatelessSessionInserted_cachesNothing() throws Exception {
    try (JtaScene scene = JtaScene.of(AccessType.READ_WRITE);
        Session reader = scene.factory.openSession()) {
      scene.manager.begin();
      reader.joinTransaction();
      try (StatelessSession writer = scene.factory.openStatelessSession()) {
        writer.insert(new Book(ID, "never"));
      }

      boolean seenInside = reader.find(Book.class, ID) != null;
      scene.manager.rollback();

      assertThat(seenInside).isTrue();
      assertThat(isThere(scene)).isFalse();
    }
  }

  @Test
  void collection_toWhichAnotherSessionAdded_isNotCached() throws Exception {
    try (JtaScene scene = JtaScene.of(AccessType.READ_WRITE);
        Session writer = scene.factory.openSession();
        Session reader = scene.factory.openSession()) {
      int before = reviews(scene);
      scene.shelf.stage().factory.getCache().evictAllRegions();
      scene.manager.begin();
      writer.joinTransaction();
      reader.joinTransaction();
      writer.persist(new Review(ID, writer.getReference(Book.class, scene.id), "never"));
      writer.flush();

      int inside = reader.find(Book.class, scene.id).reviews.size();
      scene.manager.rollback();

      assertThat(inside).isEqualTo(before + 1);
      assertThat(reviews(scene)).isEqualTo(before);
    }
  }

  @Test
  void find_inTheNextTransactionOfItsOwn_cachesAgain() throws Exception {
    try (JtaScene scene = JtaScene.of(AccessType.READ_WRITE);
        Session first = scene.factory.openSession();
        Session second = scene.factory.openSession()) {
      scene.manager.begin();
      first.joinTransaction();
      second.joinTransaction();
      scene.manager.commit();
      scene.shelf.stage().factory.getCache().evictAllRegions();
      scene.manager.begin();
      first.joinTransaction();
      boolean found = first.find(Book.class, scene.id) != null;
      scene.manager.commit();

      assertThat(found).isTrue();
      assertThat(scene.shelf.stage().isCached(Book.class, scene.id)).isTrue();
    }
  }

  private static boolean isThere(JtaScene scene) {
    return scene.shelf.stage().read(session -> session.find(Book.class, ID) != null);
  }

  private static int reviews(JtaScene scene) {
    return scene.shelf.stage().read(session -> session.find(Book.class, scene.id).reviews.size());
  }
}
