// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.transaction;

import dev.larder.engine.entry.HoldOperation;
import dev.larder.engine.entry.PlainOperation;
import dev.larder.engine.store.EntryStoreFactory;
import dev.larder.engine.store.KeyedOperation;
import dev.larder.hibernate.configuration.Snapshots;
import dev.larder.hibernate.link.StoreLink;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongFunction;
import org.hibernate.cache.spi.CacheTransactionSynchronization;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * What the second-level cache keeps for one session. Its <em>stamp</em> is the store's sequence as
 * it was before the transaction read anything: whatever the session reads in it is at least as new
 * as every write numbered up to the stamp. Belongs to the session's thread. Nothing here throws.
 */
public final class SessionContext implements CacheTransactionSynchronization {
  private static final System.Logger LOG = System.getLogger(SessionContext.class.getName());

  /** In place of the stamp of an insert: there was none. */
  private static final long NO_INSERT = Long.MAX_VALUE;

  /** So many statements may belong to one change outside a transaction, after its first. */
  private static final int MOST_FURTHER_STATEMENTS = 32;

  private final EntryStoreFactory group;
  private final SharedSessionContractImplementor session;
  private final Snapshots snapshots;
  private final JtaTransactions transactions;
  private final long openedAt;
  private long stamp;

  /** The stamp of the first insert of which the end has not been told. */
  private long insertStamp = NO_INSERT;

  /** Whether this session began its transaction, or joined it when it began. */
  private boolean joined;

  /** With whom it shares a JTA transaction. */
  private JtaTransactions.@Nullable Party party;

  private boolean hearsOfEnds;

  /** What this transaction has changed; most change nothing. */
  private @Nullable TransactionWork work;

  /** What was changed last outside a transaction; more statements may still belong to it. */
  private @Nullable TransactionWork endedOutside;

  private int furtherStatements;

  /** For a session that is being opened: nothing of it may be called yet. */
  public SessionContext(
      EntryStoreFactory group,
      Snapshots snapshots,
      JtaTransactions transactions,
      SharedSessionContractImplementor session) {
    this.group = group;
    this.snapshots = snapshots;
    this.transactions = transactions;
    this.session = session;
    this.openedAt = group.stamp();
    this.stamp = openedAt;
    try {
      transactions.opening(session);
    } catch (RuntimeException | LinkageError e) {
      untold(e);
    }
  }

  /** The context of a session whose factory uses Larder. */
  public static SessionContext of(SharedSessionContractImplementor session) {
    return (SessionContext) session.getCacheTransactionSynchronization();
  }

  /** What was known before the transaction, or outside one the session, read anything. */
  public long stamp() {
    return stamp;
  }

  /** What was known before the session read anything at all. */
  long openedAt() {
    return openedAt;
  }

  @Override
  public long getCachingTimestamp() {
    return Timestamps.ofSession(stamp);
  }

  @Override
  public void transactionJoined() {
    finish(Outcome.UNKNOWN); // of an end that nobody told
    endedOutside = null;
    joined = true;
    party = joinedParty();
    if (snapshots == Snapshots.FROM_BEGIN) {
      stamp = group.stamp();
    }
  }

  private JtaTransactions.@Nullable Party joinedParty() {
    try {
      return transactions.join(session, party);
    } catch (RuntimeException | LinkageError e) {
      untold(e);
      return new JtaTransactions.Party();
    }
  }

  @Override
  public void transactionCompleting() {
    TransactionWork ending = work;
    if (ending != null) {
      try {
        ending.completing();
      } catch (RuntimeException | LinkageError e) {
        failed(e);
      }
    }
  }

  @Override
  public void transactionCompleted(boolean successful) {
    TransactionWork ending = work;
    if (successful) {
      finish(Outcome.COMMITTED);
    } else {
      boolean sure = joined && (ending == null || !ending.commitTried());
      finish(sure ? Outcome.ROLLED_BACK : Outcome.UNKNOWN);
    }
    joined = false;
    party = null;
    insertStamp = NO_INSERT;
    if (snapshots == Snapshots.FROM_LAST_END) {
      stamp = group.stamp();
    }
  }

  /**
   * A statement outside a transaction has ended, and with it what was held for it. It may be one of
   * several that one change takes, such as of a row in two tables: each is a commit of its own.
   */
  void endOutside() {
    TransactionWork ending = work;
    TransactionWork ended = endedOutside;
    if (ending != null) {
      finish(Outcome.COMMITTED);
      endedOutside = ending;
      furtherStatements = 0;
    } else if (ended != null) {
      ended.dropAgain();
      furtherStatements++;
      endedOutside = furtherStatements < MOST_FURTHER_STATEMENTS ? ended : null;
    }
  }

  /** Nobody will tell how what is still held has ended. */
  void sessionEnds() {
    finish(Outcome.UNKNOWN);
  }

  private void finish(Outcome outcome) {
    TransactionWork ending = work;
    work = null;
    if (ending != null) {
      try {
        ending.end(outcome);
      } catch (RuntimeException | LinkageError e) {
        failed(e);
      }
    }
  }

  static void failed(Throwable cause) {
    LOG.log(
        System.Logger.Level.WARNING,
        "second-level cache: the end of a transaction was not told to every store",
        cause);
  }

  private static void untold(Throwable cause) {
    LOG.log(
        System.Logger.Level.WARNING,
        "second-level cache: it is not known which sessions share a JTA transaction",
        cause);
  }

  boolean isInTransaction() {
    return session.isTransactionInProgress();
  }

  /**
   * Whether what this session reads may be offered to others: not what a stateless session reads in
   * a transaction, because nobody tells what it inserted; nor anything in a transaction that
   * another session began or is in too, because nobody tells what that one has written, or when it
   * began to read.
   */
  public boolean mayFill(StoreLink link, Object key) {
    if (isHeld(link, key)) {
      return false;
    }
    return !isInTransaction() || (joined && session.isEventSource() && isAlone());
  }

  private boolean isAlone() {
    return party == null || party.isAlone();
  }

  /** Whether the session's snapshot may be older than its stamp says. */
  public boolean isOfUnknownAge() {
    return !joined && isInTransaction();
  }

  /** Whether this transaction may have written something that is not committed yet. */
  public boolean hasWritten() {
    return work != null
        || insertStamp != NO_INSERT
        || (session.isEventSource()
            && session.asEventSource().getActionQueue().hasAfterTransactionActions());
  }

  /** Locks a key for this transaction, if it is not locked already. */
  public void lock(StoreLink link, Object key) {
    KeyIntent unused = working().intentOn(link, key);
  }

  /**
   * Unlocks a key. Inside the transaction that says nothing: it is held until the end. After it,
   * nothing is published.
   *
   * @return whether the key has been held until now, so that nobody has what it was before
   */
  public boolean unlock(StoreLink link, Object key) {
    if (isInTransaction()) {
      return true;
    }
    intentOn(link, key).ifPresent(KeyIntent::drop);
    return isHeld(link, key);
  }

  /** The key is being removed: absent once the transaction has ended, however it ends. */
  public void drop(StoreLink link, Object key) {
    working().intentOn(link, key).drop();
  }

  /**
   * Publishes once the transaction has committed, if nobody else had to do with the key.
   *
   * @return whether the key is locked by this transaction; without that nothing is published
   */
  public boolean publish(StoreLink link, Object key, PlainOperation<Object> operation) {
    Optional<KeyIntent> locked = intentOn(link, key);
    locked.ifPresent(intent -> intent.publish(now -> operation));
    return locked.isPresent();
  }

  /**
   * States something that is right whoever else had to do with the key, once the transaction has
   * ended.
   *
   * @param operation made with a stamp that is taken then
   * @return whether the key is locked by this transaction; without that nothing is stated
   */
  public boolean state(
      StoreLink link, Object key, LongFunction<PlainOperation.StoreLoaded<Object>> operation) {
    Optional<KeyIntent> locked = intentOn(link, key);
    locked.ifPresent(intent -> intent.state(operation));
    return locked.isPresent();
  }

  private Optional<KeyIntent> intentOn(StoreLink link, Object key) {
    TransactionWork present = work;
    return present == null ? Optional.empty() : present.present(link, key);
  }

  /** Whether this transaction holds the key, or its whole region. */
  public boolean isHeld(StoreLink link, Object key) {
    TransactionWork present = work;
    return present != null && present.holds(link, key);
  }

  /** The session inserts something, to be offered after the commit. */
  public void insert() {
    insertStamp = Math.min(insertStamp, stamp);
  }

  /** Under which stamp what was inserted may be offered. */
  public long insertStamp() {
    return Math.min(insertStamp, stamp);
  }

  /** Offers data of this transaction's own once it has committed. */
  public void offerAfterCommit(StoreLink link, Object key, HoldOperation.FillStamped<Object> fill) {
    working().offerAfterCommit(link, key, fill);
  }

  /** Holds a whole region until the transaction ends. */
  public void holdRegion(StoreLink link) {
    working().holdRegion(link);
  }

  private TransactionWork working() {
    TransactionWork present = work;
    if (present == null) {
      if (!hearsOfEnds) {
        hearsOfEnds = true;
        new SessionEnds(this, session).register();
      }
      present = new TransactionWork(this);
      work = present;
      endedOutside = null;
    }
    return present;
  }

  long now() {
    return group.stamp();
  }

  CompletableFuture<List<Object>> send(List<KeyedOperation<?, ?, ?>> calls) {
    try {
      return group.applyAll(calls).toCompletableFuture();
    } catch (RuntimeException | LinkageError e) {
      return CompletableFuture.failedFuture(e);
    }
  }
}
