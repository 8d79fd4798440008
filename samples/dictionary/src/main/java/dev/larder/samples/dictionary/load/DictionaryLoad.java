// SPDX-License-Identifier: Apache-2.0

package dev.larder.samples.dictionary.load;

import com.zaxxer.hikari.HikariDataSource;
import dev.larder.samples.dictionary.database.DataFolder;
import dev.larder.samples.dictionary.load.LoadState.Phase;
import dev.larder.samples.dictionary.wordnet.WordNetFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.init.ScriptUtils;
import org.springframework.stereotype.Component;

/** Fills the database if it is not full; where it is, is there for all to read. */
@Component
public class DictionaryLoad {
  private static final Logger LOG = LoggerFactory.getLogger(DictionaryLoad.class);

  private final HikariDataSource database;
  private final DataFolder folder;

  private Consumer<LoadState> viewer = state -> {};

  /** Written by the loading thread alone. */
  private volatile LoadState state = LoadState.starting();

  DictionaryLoad(HikariDataSource database, DataFolder folder) {
    this.database = database;
    this.folder = folder;
  }

  /** How far the load is. */
  public LoadState state() {
    return state;
  }

  /**
   * Loads what is missing, in the caller's thread, and shows each state. A failure becomes a state
   * too; what is half there is not used.
   */
  public void run(Consumer<LoadState> viewer) {
    this.viewer = viewer;
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      ScriptUtils.executeSqlScript(connection, new ClassPathResource("users.sql"));
      connection.commit();
      if (full(connection)) {
        enter(Phase.READY, WordNetCounts.EXPECTED.rows(), 0);
      } else {
        load(connection);
      }
    } catch (IOException | SQLException | RuntimeException cause) {
      LOG.error("load failed: folder={}", folder.file(""), cause);
      state = state.failed(cause);
      viewer.accept(state);
    }
  }

  private static boolean full(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      boolean known;
      try (ResultSet tables = connection.getMetaData().getTables(null, null, "LOADED", null)) {
        known = tables.next();
      }
      if (!known) {
        return false;
      }
      try (ResultSet row =
          statement.executeQuery("SELECT words, synsets, senses, relations FROM loaded")) {
        return row.next()
            && new WordNetCounts(row.getInt(1), row.getInt(2), row.getInt(3), row.getInt(4))
                .equals(WordNetCounts.EXPECTED);
      }
    }
  }

  private void load(Connection connection) throws IOException, SQLException {
    long start = System.nanoTime();
    enter(Phase.LOADING, 0, 0);
    Files.write(folder.file("NOTICE"), WordNetFiles.licence());
    ScriptUtils.executeSqlScript(connection, new ClassPathResource("schema.sql"));
    connection.commit();
    WordNetCounts counts =
        new WordNetLoad(connection, rows -> enter(Phase.LOADING, rows, millisSince(start))).run();
    if (!counts.equals(WordNetCounts.EXPECTED)) {
      throw new IOException(
          "WordNet 3.1 has " + WordNetCounts.EXPECTED + ", but the files hold " + counts);
    }
    enter(Phase.INDEXING, counts.rows(), millisSince(start));
    ScriptUtils.executeSqlScript(connection, new ClassPathResource("indexes.sql"));
    markLoaded(connection, counts, millisSince(start));
    enter(Phase.READY, counts.rows(), millisSince(start));
    LOG.info("loaded: {} millis={}", counts, state.millis());
  }

  private static void markLoaded(Connection connection, WordNetCounts counts, long millis)
      throws SQLException {
    try (var row = new BatchInsert(connection, "loaded", 5)) {
      row.add(counts.words(), counts.synsets(), counts.senses(), counts.relations(), millis);
      row.flush();
    }
    connection.commit();
  }

  private static long millisSince(long startNanos) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
  }

  private void enter(Phase phase, int rows, long millis) {
    state = new LoadState(phase, rows, WordNetCounts.EXPECTED.rows(), millis, "");
    viewer.accept(state);
  }
}
