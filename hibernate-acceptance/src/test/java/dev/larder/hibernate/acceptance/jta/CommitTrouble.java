// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.jta;

import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;

/** What may go wrong between a transaction manager that commits and its database. */
enum CommitTrouble {
  NONE {
    @Override
    void commit(XAResource database, Xid id, boolean onePhase) throws XAException {
      database.commit(id, onePhase);
    }
  },
  /** The database rolls back instead, and says so. */
  REFUSED {
    @Override
    void commit(XAResource database, Xid id, boolean onePhase) throws XAException {
      database.rollback(id);
      throw new XAException(XAException.XA_RBROLLBACK);
    }
  },
  /** The database commits, but nobody hears of it. */
  ANSWER_LOST {
    @Override
    void commit(XAResource database, Xid id, boolean onePhase) throws XAException {
      database.commit(id, onePhase);
      throw new XAException(XAException.XAER_RMERR);
    }
  };

  /** Commits, or not. */
  abstract void commit(XAResource database, Xid id, boolean onePhase) throws XAException;
}
