// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.races;

import dev.larder.hibernate.acceptance.Stage;
import dev.larder.hibernate.acceptance.narayana.Aside;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.SharedSessionContract;
import org.hibernate.StatelessSession;

/** A change that the database has, in a transaction that did not end. */
public final class OpenChange implements AutoCloseable {
  private final SharedSessionContract session;
  private final Aside aside;

  private OpenChange(SharedSessionContract session, Aside aside) {
    this.session = session;
    this.aside = aside;
  }

  /** Begins and flushes work. */
  public static OpenChange managed(SessionFactory factory, Consumer<Session> work) {
    return begun(
        factory::openSession,
        session -> {
          work.accept(session);
          session.flush();
        });
  }

  /** The same, past any persistence context. */
  public static OpenChange stateless(SessionFactory factory, Consumer<StatelessSession> work) {
    return begun(factory::openStatelessSession, work);
  }

  private static <S extends SharedSessionContract> OpenChange begun(
      Supplier<S> opening, Consumer<S> work) {
    Aside aside = Aside.under(Stage.JTA);
    return aside.call(
        () -> {
          S session = opening.get();
          try {
            session.beginTransaction();
            work.accept(session);
          } catch (RuntimeException e) {
            close(session);
            throw e;
          }
          return new OpenChange(session, aside);
        });
  }

  private static void close(SharedSessionContract session) {
    try (session) {
      if (session.getTransaction().isActive()) {
        session.getTransaction().rollback(); // under JTA closing does not do that
      }
    }
  }

  /** Goes on in its session; a stateless one has nothing to go on with. */
  public void inside(Consumer<Session> work) {
    if (session instanceof Session managed) {
      aside.run(() -> work.accept(managed));
    }
  }

  /** Commits and closes. */
  public void commit() {
    aside.run(
        () -> {
          try (session) {
            session.getTransaction().commit();
          }
        });
  }

  /** Rolls back and closes. */
  public void rollBack() {
    aside.run(
        () -> {
          try (session) {
            session.getTransaction().rollback();
          }
        });
  }

  /** Closes what a failed end left; otherwise does nothing. */
  @Override
  public void close() {
    if (session.isOpen()) {
      aside.run(() -> close(session));
    }
  }
}
