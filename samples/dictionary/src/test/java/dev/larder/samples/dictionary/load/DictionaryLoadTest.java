// SPDX-License-Identifier: Apache-2.0

package dev.larder.samples.dictionary.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.larder.samples.dictionary.database.DataFolder;
import dev.larder.samples.dictionary.load.LoadState.Phase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The load of all of WordNet into an H2 file database. */
class DictionaryLoadTest {
  private static final WordNetCounts EXACT = new WordNetCounts(147_478, 117_791, 207_235, 378_203);

  /** Stops a load in its tracks, as a person does who ends the process. */
  private static final class Interruption extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  @Test
  void run_afterAnInterruption_startsOverAndLaterSkips(@TempDir Path path) throws IOException {
    try (DataFolder folder = DataFolder.take(path);
        var pool = new HikariDataSource()) {
      pool.setJdbcUrl("jdbc:h2:file:" + path.resolve("words").toAbsolutePath());
      JdbcClient database = JdbcClient.create(pool);

      var interrupted = new DictionaryLoad(pool, folder);
      interrupted.run(stoppingAtPercent(30));

      assertThat(interrupted.state().phase()).isEqualTo(Phase.FAILED);
      assertThat(count(database, "word")).isPositive();
      database.sql("INSERT INTO note VALUES ('dog', 'kept', CURRENT_TIMESTAMP)").update();

      var whole = new DictionaryLoad(pool, folder);
      List<Phase> phases = new ArrayList<>();
      whole.run(state -> phases.add(state.phase()));

      assertThat(whole.state().ready()).isTrue();
      assertThat(counts(database)).isEqualTo(EXACT).isEqualTo(WordNetCounts.EXPECTED);
      assertThat(phases).containsSubsequence(Phase.LOADING, Phase.INDEXING, Phase.READY);
      assertThat(count(database, "note")).isOne();
      assertThat(database.sql("SELECT SUM(uses) FROM word").query(Integer.class).single())
          .isEqualTo(248_795);
      assertThat(path.resolve("NOTICE")).content().contains("Princeton University");

      var later = new DictionaryLoad(pool, folder);
      later.run(state -> assertThat(state.phase()).isEqualTo(Phase.READY));

      assertThat(later.state().ready()).isTrue();
      assertThat(later.state().millis()).isZero();
    }
  }

  @Test
  void take_folderOfAnother_saysWhichFolder(@TempDir Path path) throws IOException {
    try (DataFolder folder = DataFolder.take(path)) {
      folder.announce("http://127.0.0.1:8080/");

      assertThatThrownBy(() -> DataFolder.take(path))
          .isInstanceOf(DataFolder.Taken.class)
          .hasMessageContaining(path.toString());
      assertThat(DataFolder.announcedAddress(path)).hasValue("http://127.0.0.1:8080/");
    }
    assertThat(DataFolder.announcedAddress(path)).isEmpty();
  }

  private static Consumer<LoadState> stoppingAtPercent(int percent) {
    return state -> {
      if (state.phase() == Phase.LOADING && state.percent() >= percent) {
        throw new Interruption();
      }
    };
  }

  private static WordNetCounts counts(JdbcClient database) {
    return new WordNetCounts(
        count(database, "word"),
        count(database, "synset"),
        count(database, "sense"),
        count(database, "relation"));
  }

  private static int count(JdbcClient database, String table) {
    return database.sql("SELECT COUNT(*) FROM " + table).query(Integer.class).single();
  }
}
