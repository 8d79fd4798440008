// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.narayana;

import com.arjuna.ats.arjuna.common.CoordinatorEnvironmentBean;
import com.arjuna.ats.arjuna.common.CoreEnvironmentBean;
import com.arjuna.ats.arjuna.common.CoreEnvironmentBeanException;
import com.arjuna.ats.arjuna.common.ObjectStoreEnvironmentBean;
import com.arjuna.ats.internal.arjuna.objectstore.VolatileStore;
import com.arjuna.common.internal.util.propertyservice.BeanPopulator;
import jakarta.transaction.SystemException;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import java.util.function.Supplier;

/** Narayana's transaction manager, keeping its log in memory and letting nothing time out. */
public final class Narayana {
  private static final TransactionManager MANAGER = start();

  private Narayana() {}

  private static TransactionManager start() {
    try {
      BeanPopulator.getDefaultInstance(CoreEnvironmentBean.class).setNodeIdentifier("larder");
    } catch (CoreEnvironmentBeanException e) {
      throw new IllegalStateException("Narayana refused the node's name", e);
    }
    BeanPopulator.getDefaultInstance(CoordinatorEnvironmentBean.class).setDefaultTimeout(0);
    for (String store : new String[] {null, "stateStore", "communicationStore"}) {
      BeanPopulator.getNamedInstance(ObjectStoreEnvironmentBean.class, store)
          .setObjectStoreType(VolatileStore.class.getName());
    }
    return com.arjuna.ats.jta.TransactionManager.transactionManager();
  }

  /** The one of this JVM. */
  public static TransactionManager manager() {
    return MANAGER;
  }

  /** Runs work outside the transaction that the thread is in, which goes on afterwards. */
  public static <T> T apart(Supplier<T> work) {
    Transaction suspended = suspend();
    try {
      return work.get();
    } finally {
      resume(suspended);
    }
  }

  /** Takes the thread out of its transaction, and gives that back; {@code null} if in none. */
  public static Transaction suspend() {
    try {
      return MANAGER.suspend();
    } catch (SystemException e) {
      throw new IllegalStateException("Narayana did not suspend a transaction", e);
    }
  }

  /** Puts the thread into a transaction; {@code null} for none. */
  public static void resume(Transaction transaction) {
    try {
      MANAGER.suspend();
      if (transaction != null) {
        MANAGER.resume(transaction);
      }
    } catch (Exception e) {
      throw new IllegalStateException("Narayana did not resume a transaction", e);
    }
  }
}
