// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.jta;

import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;

/** Something else that takes part in a transaction and votes against it. */
final class VetoingResource implements XAResource {
  @Override
  public int prepare(Xid id) throws XAException {
    throw new XAException(XAException.XA_RBROLLBACK);
  }

  @Override
  public void commit(Xid id, boolean onePhase) throws XAException {
    throw new XAException(XAException.XA_RBROLLBACK);
  }

  @Override
  public void rollback(Xid id) {}

  @Override
  public void start(Xid id, int flags) {}

  @Override
  public void end(Xid id, int flags) {}

  @Override
  public void forget(Xid id) {}

  @Override
  public Xid[] recover(int flag) {
    return new Xid[0];
  }

  @Override
  public boolean isSameRM(XAResource other) {
    return other == this;
  }

  @Override
  public int getTransactionTimeout() {
    return 0;
  }

  @Override
  public boolean setTransactionTimeout(int seconds) {
    return false;
  }
}
