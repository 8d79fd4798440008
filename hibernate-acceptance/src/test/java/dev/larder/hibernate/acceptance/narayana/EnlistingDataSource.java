// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.narayana;

import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.SystemException;
import jakarta.transaction.Transaction;
import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.logging.Logger;
import javax.sql.DataSource;
import javax.sql.XAConnection;
import javax.transaction.xa.XAResource;
import org.h2.jdbcx.JdbcDataSource;

/**
 * Connections to an H2 database that take part in the transaction of the thread, as an application
 * server's do: all that one transaction asks for are the same, and closing them means nothing.
 */
public final class EnlistingDataSource implements DataSource {
  private final JdbcDataSource database = new JdbcDataSource();
  private final UnaryOperator<XAResource> around;
  private final Map<Transaction, Connection> enlisted = new ConcurrentHashMap<>();

  /** Of a database. */
  public EnlistingDataSource(String url) {
    this(url, resource -> resource);
  }

  /** The same, with something between the transaction manager and the database. */
  public EnlistingDataSource(String url, UnaryOperator<XAResource> around) {
    database.setURL(url);
    database.setUser("sa");
    database.setPassword("");
    this.around = around;
  }

  @Override
  public Connection getConnection() throws SQLException {
    try {
      Transaction transaction = Narayana.manager().getTransaction();
      if (transaction == null || hasEnded(transaction.getStatus())) {
        return database.getConnection();
      }
      Connection present = enlisted.get(transaction);
      return present == null ? enlist(transaction) : present;
    } catch (SystemException | RollbackException e) {
      throw new SQLException("the connection was not enlisted", e);
    }
  }

  private static boolean hasEnded(int status) {
    return status == Status.STATUS_COMMITTED
        || status == Status.STATUS_ROLLEDBACK
        || status == Status.STATUS_NO_TRANSACTION;
  }

  private Connection enlist(Transaction transaction)
      throws SQLException, SystemException, RollbackException {
    XAConnection physical = database.getXAConnection();
    transaction.registerSynchronization(
        new Synchronization() {
          @Override
          public void beforeCompletion() {}

          @Override
          public void afterCompletion(int status) {
            enlisted.remove(transaction);
            close(physical);
          }
        });
    Connection connection = unclosable(physical.getConnection());
    transaction.enlistResource(around.apply(physical.getXAResource()));
    enlisted.put(transaction, connection);
    return connection;
  }

  private static void close(XAConnection physical) {
    try {
      physical.close();
    } catch (SQLException e) {
      throw new IllegalStateException("H2 did not close a connection", e);
    }
  }

  private static Connection unclosable(Connection connection) {
    return (Connection)
        Proxy.newProxyInstance(
            EnlistingDataSource.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("close")) {
                return null;
              }
              try {
                return method.invoke(connection, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    return getConnection();
  }

  @Override
  public PrintWriter getLogWriter() throws SQLException {
    return database.getLogWriter();
  }

  @Override
  public void setLogWriter(PrintWriter out) throws SQLException {
    database.setLogWriter(out);
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    database.setLoginTimeout(seconds);
  }

  @Override
  public int getLoginTimeout() throws SQLException {
    return database.getLoginTimeout();
  }

  @Override
  public Logger getParentLogger() {
    return Logger.getLogger(EnlistingDataSource.class.getName());
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return database.unwrap(type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return database.isWrapperFor(type);
  }
}
