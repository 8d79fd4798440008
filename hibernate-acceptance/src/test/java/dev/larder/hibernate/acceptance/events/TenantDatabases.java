// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.events;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.hibernate.engine.jdbc.connections.spi.MultiTenantConnectionProvider;

/** A database for each of the tenants {@code a} and {@code b}, each with a table of notes. */
public final class TenantDatabases implements MultiTenantConnectionProvider<String>, AutoCloseable {
  private static final List<String> TENANTS = List.of("a", "b");
  private static final long serialVersionUID = 1;

  private final String url = "jdbc:h2:mem:" + UUID.randomUUID() + "-%s;DB_CLOSE_DELAY=-1";

  TenantDatabases() {
    execute("create table Note (id bigint primary key, text varchar(255))");
  }

  /** Executes a statement in each database. */
  void execute(String statement) {
    for (String tenant : TENANTS) {
      try (Connection connection = getConnection(tenant);
          var plain = connection.createStatement()) {
        plain.execute(statement);
      } catch (SQLException e) {
        throw new IllegalStateException(statement, e);
      }
    }
  }

  @Override
  public Connection getConnection(String tenant) throws SQLException {
    return DriverManager.getConnection(url.formatted(tenant), "sa", "");
  }

  @Override
  public void releaseConnection(String tenant, Connection connection) throws SQLException {
    connection.close();
  }

  @Override
  public Connection getAnyConnection() throws SQLException {
    return getConnection("a");
  }

  @Override
  public void releaseAnyConnection(Connection connection) throws SQLException {
    connection.close();
  }

  @Override
  public boolean supportsAggressiveRelease() {
    return false;
  }

  @Override
  public boolean isUnwrappableAs(Class<?> type) {
    return false;
  }

  @Override
  public <T> T unwrap(Class<T> type) {
    throw new UnsupportedOperationException("nothing is wrapped");
  }

  @Override
  public void close() {
    execute("shutdown");
  }
}
