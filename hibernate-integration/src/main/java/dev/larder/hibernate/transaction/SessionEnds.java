// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.transaction;

import org.hibernate.SessionEventListener;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.resource.transaction.spi.TransactionCoordinator;
import org.hibernate.resource.transaction.spi.TransactionObserver;

/**
 * Tells a session's context of ends that Hibernate does not tell it itself. Registered once for a
 * session that changes something, and lives as long as the session.
 *
 * <p>Stateless sessions, and sessions that share another's transaction, hear of an end as observers
 * of the transaction only. Outside a transaction the end of a statement is the end. If a commit or
 * rollback failed so that nobody was told, the end of the session is what is left.
 */
final class SessionEnds implements TransactionObserver, SessionEventListener {
  private static final long serialVersionUID = 1;

  private final transient SessionContext context;
  private final transient SharedSessionContractImplementor session;

  SessionEnds(SessionContext context, SharedSessionContractImplementor session) {
    this.context = context;
    this.session = session;
  }

  void register() {
    session.getTransactionCoordinator().addObserver(this);
    session.getEventListenerManager().addListener(this);
  }

  @Override
  public void afterBegin() {}

  @Override
  public void beforeCompletion() {
    context.transactionCompleting();
  }

  @Override
  public void afterCompletion(boolean successful, boolean delayed) {
    context.transactionCompleted(successful);
  }

  @Override
  public void jdbcExecuteStatementEnd() {
    endOutside();
  }

  @Override
  public void jdbcExecuteBatchEnd() {
    endOutside();
  }

  private void endOutside() {
    boolean outside;
    try {
      outside = !context.isInTransaction();
    } catch (RuntimeException | LinkageError e) {
      SessionContext.failed(e);
      outside = false; // what is held stays so: another end will be told, that of the session
    }
    if (outside) {
      context.endOutside();
    }
  }

  /** The session ends; a JTA transaction that goes on will still tell of its end. */
  @Override
  public void end() {
    if (!isInJtaTransaction()) {
      context.sessionEnds();
    }
  }

  private boolean isInJtaTransaction() {
    try {
      TransactionCoordinator coordinator = session.getTransactionCoordinator();
      return coordinator.getTransactionCoordinatorBuilder().isJta()
          && coordinator.isTransactionActive();
    } catch (RuntimeException | LinkageError e) {
      SessionContext.failed(e);
      return false;
    }
  }
}
