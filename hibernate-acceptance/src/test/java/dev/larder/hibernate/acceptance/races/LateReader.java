// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.races;

import dev.larder.hibernate.acceptance.Stage;
import org.hibernate.Interceptor;
import org.hibernate.Session;
import org.hibernate.type.Type;

/** The ways a session comes to offer the cache what is no longer true. */
enum LateReader {
  /** The row has left the database, the fill comes later (READ COMMITTED). */
  PAUSED_AT_ROW("") {
    @Override
    void read(Stage stage, Fill fill, long id, Runnable meanwhile) {
      Pause pause = new Pause(fill, meanwhile);
      try (Session session = stage.factory.withOptions().interceptor(pause).openSession()) {
        session.beginTransaction();
        fill.run(session, id);
        session.getTransaction().commit();
      }
      pause.end();
    }
  },

  /** Its transaction sees the database as it was when it began (SNAPSHOT). */
  ON_OLD_SNAPSHOT(";INIT=SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL SNAPSHOT") {
    @Override
    void read(Stage stage, Fill fill, long id, Runnable meanwhile) {
      try (Session session = stage.factory.openSession()) {
        session.beginTransaction();
        session.doWork(connection -> Picture.by(connection, id)); // from here on the snapshot holds
        meanwhile.run();
        fill.run(session, id);
        session.getTransaction().commit();
      }
    }
  };

  private final String urlSuffix;

  LateReader(String urlSuffix) {
    this.urlSuffix = urlSuffix;
  }

  /** What the JDBC URL must say for it. */
  String urlSuffix() {
    return urlSuffix;
  }

  /** Whether it can be made to read that late. */
  boolean canRead(Fill fill) {
    return this != PAUSED_AT_ROW || fill.canBePaused();
  }

  /** Reads a book; something happens before the cache is offered what was read. */
  abstract void read(Stage stage, Fill fill, long id, Runnable meanwhile);

  /** Lets something else happen when the first row is there, in the reader's own thread. */
  private static final class Pause implements Interceptor {
    private final Fill fill;
    private final Runnable meanwhile;
    private boolean over;

    Pause(Fill fill, Runnable meanwhile) {
      this.fill = fill;
      this.meanwhile = meanwhile;
    }

    @Override
    public boolean onLoad(
        Object entity, Object id, Object[] state, String[] propertyNames, Type[] types) {
      if (!over && fill.isSeenLoading(entity)) {
        end();
      }
      return false;
    }

    /** At the latest when the reader is through: it may have found no row. */
    void end() {
      if (!over) {
        over = true;
        meanwhile.run();
      }
    }
  }
}
