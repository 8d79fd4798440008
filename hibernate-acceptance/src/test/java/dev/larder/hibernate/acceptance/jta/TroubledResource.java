// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.jta;

import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;

/** A database whose commits go as its scene says. */
record TroubledResource(XAResource database, JtaScene scene) implements XAResource {

  @Override
  public void commit(Xid id, boolean onePhase) throws XAException {
    scene.trouble().commit(database, id, onePhase);
  }

  @Override
  public void end(Xid id, int flags) throws XAException {
    database.end(id, flags);
  }

  @Override
  public void forget(Xid id) throws XAException {
    database.forget(id);
  }

  @Override
  public int getTransactionTimeout() throws XAException {
    return database.getTransactionTimeout();
  }

  @Override
  public boolean isSameRM(XAResource other) {
    return other == this;
  }

  @Override
  public int prepare(Xid id) throws XAException {
    return database.prepare(id);
  }

  @Override
  public Xid[] recover(int flag) throws XAException {
    return database.recover(flag);
  }

  @Override
  public void rollback(Xid id) throws XAException {
    database.rollback(id);
  }

  @Override
  public boolean setTransactionTimeout(int seconds) throws XAException {
    return database.setTransactionTimeout(seconds);
  }

  @Override
  public void start(Xid id, int flags) throws XAException {
    database.start(id, flags);
  }
}
