// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.configuration;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hibernate.boot.spi.SessionFactoryOptions;
import org.hibernate.engine.jdbc.connections.spi.JdbcConnectionAccess;
import org.hibernate.engine.jdbc.spi.JdbcServices;

/**
 * What is asked of the database once, when a session factory is built.
 *
 * @param isolation of its connections; empty if it could not be asked
 * @param autoCommit whether its connections are in auto-commit mode when nobody uses them
 * @param name tells databases apart without telling their URL; made up if it could not be asked
 */
public record Database(Optional<Isolation> isolation, boolean autoCommit, String name) {
  private static final System.Logger LOG = System.getLogger(Database.class.getName());
  private static final int NAME_BYTES = 4;

  /** URLs that name another database each time. */
  private static final Set<String> ANONYMOUS =
      Set.of("jdbc:h2:mem:", "jdbc:sqlite::memory:", "jdbc:sqlite:");

  /** Asks the database of a session factory. */
  public static Database of(SessionFactoryOptions options, Map<String, Object> settings) {
    try {
      JdbcConnectionAccess access =
          options
              .getServiceRegistry()
              .requireService(JdbcServices.class)
              .getBootstrapJdbcConnectionAccess();
      Connection connection = access.obtainConnection();
      try {
        return ask(connection, settings);
      } finally {
        access.releaseConnection(connection);
      }
    } catch (SQLException | RuntimeException | LinkageError e) {
      LOG.log(
          System.Logger.Level.INFO,
          "second-level cache: the database could not be asked for its isolation and URL: {0};"
              + " taken: isolation=snapshot, a region prefix of its own",
          e.toString());
      return new Database(Optional.empty(), false, UUID.randomUUID().toString());
    }
  }

  private static Database ask(Connection connection, Map<String, Object> settings)
      throws SQLException {
    String url = connection.getMetaData().getURL();
    String place =
        (ANONYMOUS.contains(url) ? UUID.randomUUID() : url)
            + "|"
            + connection.getCatalog()
            + "|"
            + connection.getSchema()
            + "|"
            + settings.get("hibernate.default_catalog")
            + "|"
            + settings.get("hibernate.default_schema");
    return new Database(
        Optional.of(Isolation.ofLevel(connection.getTransactionIsolation())),
        connection.getAutoCommit(),
        digest(place));
  }

  private static String digest(String place) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(place.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, NAME_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
