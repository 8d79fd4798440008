// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.broken;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** A data source whose connections do, at the next call of some method, what a test says. */
public final class BreakableDatabase implements DataSource {
  private final String url;

  /** What happens at the next call of a method, by its name; once, then all is well again. */
  private final Map<String, Incident> next = new ConcurrentHashMap<>();

  /** Of the database with this JDBC URL. */
  public BreakableDatabase(String url) {
    this.url = url;
  }

  /** What happens instead of a call of a connection. */
  @FunctionalInterface
  public interface Incident {
    /** Happens; the connection is the real one, and does the call only if told so here. */
    void happenTo(Connection connection) throws SQLException;
  }

  /** Has something happen instead of the next call of a method of any connection. */
  public void atNext(String method, Incident incident) {
    next.put(method, incident);
  }

  /** Whether what was to happen at the next call of a method has not happened. */
  public boolean isWaitingFor(String method) {
    return next.containsKey(method);
  }

  /** From here on nothing happens. */
  public void heal() {
    next.clear();
  }

  @Override
  public Connection getConnection() throws SQLException {
    return getConnection("sa", "");
  }

  @Override
  public Connection getConnection(String username, String password) throws SQLException {
    Connection real = DriverManager.getConnection(url, username, password);
    return (Connection)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> call(real, method, arguments));
  }

  private Object call(Connection real, Method method, Object[] arguments) throws Throwable {
    Incident incident = next.remove(method.getName());
    if (incident != null) {
      incident.happenTo(real);
      return null; // only methods without an answer are broken here
    }
    try {
      return method.invoke(real, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return false;
  }

  @Override
  public PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(PrintWriter writer) {
    // nothing is written
  }

  @Override
  public int getLoginTimeout() {
    return 0;
  }

  @Override
  public void setLoginTimeout(int seconds) {
    // connections in memory do not wait
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException();
  }
}
