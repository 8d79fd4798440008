// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.transaction;

import jakarta.transaction.SystemException;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import java.util.Map;
import java.util.WeakHashMap;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.engine.transaction.jta.platform.spi.JtaPlatform;
import org.hibernate.resource.transaction.spi.TransactionCoordinatorBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The JTA transactions that sessions of one session factory have joined. Sessions in one
 * transaction see each other's rows before these are committed, and Hibernate tells none of them of
 * it; so whoever is not alone fills nothing. Safe for any thread.
 */
public final class JtaTransactions {
  private static final System.Logger LOG = System.getLogger(JtaTransactions.class.getName());

  /**
   * Weakly: a transaction's end is not always told. Guarded by itself: one lock for all, but taken
   * once for a session's transaction, and for less time than it takes to ask the manager.
   */
  private final Map<Transaction, Party> parties = new WeakHashMap<>();

  /** The sessions that have joined one transaction, closed ones among them. */
  static final class Party {
    private volatile int sessions;

    boolean isAlone() {
      return sessions == 1;
    }
  }

  /** None is joined yet. */
  public JtaTransactions() {}

  /**
   * Counts a session into the transaction that it has just joined.
   *
   * @param present what this gave the session last, if that transaction may be the same
   * @return {@code null} if the transaction is the session's own: not of JTA
   */
  @Nullable Party join(SharedSessionContractImplementor session, @Nullable Party present) {
    if (!session.getTransactionCoordinator().getTransactionCoordinatorBuilder().isJta()) {
      return null;
    }
    Transaction transaction = currentTransaction(session);
    if (transaction == null) {
      return new Party(); // unknown, so never alone
    }
    synchronized (parties) {
      Party party = parties.computeIfAbsent(transaction, any -> new Party());
      if (party != present) {
        party.sessions++;
      }
      return party;
    }
  }

  /**
   * Counts a stateless session into the transaction in which it is being opened: Hibernate does not
   * tell when it joins.
   */
  void opening(SharedSessionContractImplementor session) {
    if (session instanceof StatelessSession && coordinators(session).isJta()) {
      Transaction transaction = currentTransaction(session);
      if (transaction != null) {
        synchronized (parties) {
          parties.computeIfAbsent(transaction, any -> new Party()).sessions++;
        }
      }
    }
  }

  private static TransactionCoordinatorBuilder coordinators(
      SharedSessionContractImplementor session) {
    return session
        .getFactory()
        .getServiceRegistry()
        .requireService(TransactionCoordinatorBuilder.class);
  }

  private static @Nullable Transaction currentTransaction(
      SharedSessionContractImplementor session) {
    TransactionManager manager =
        session
            .getFactory()
            .getServiceRegistry()
            .requireService(JtaPlatform.class)
            .retrieveTransactionManager();
    try {
      return manager == null ? null : manager.getTransaction();
    } catch (SystemException e) {
      LOG.log(System.Logger.Level.DEBUG, "the transaction manager did not tell", e);
      return null;
    }
  }
}
