// SPDX-License-Identifier: Apache-2.0

package dev.larder.samples.dictionary.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** The H2 file database behind its pool; what the application runs on it is counted. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {
  private static final int CONNECTIONS = 8;

  @Bean
  DataFolder dataFolder(@Value("${dictionary.folder}") Path path) throws IOException {
    return DataFolder.take(path);
  }

  /** The pool itself: the load goes here, so that the page counts look-ups alone. */
  @Bean
  HikariDataSource pool(DataFolder folder) {
    var config = new HikariConfig();
    config.setPoolName("dictionary");
    // Spring closes the database, after the caches have written what was pending.
    config.setJdbcUrl(
        "jdbc:h2:file:" + folder.file("dictionary").toAbsolutePath() + ";DB_CLOSE_ON_EXIT=FALSE");
    config.setUsername("sa");
    config.setPassword("");
    config.setMaximumPoolSize(CONNECTIONS);
    return new HikariDataSource(config);
  }

  @Bean
  StatementCount statementCount() {
    return new StatementCount();
  }

  @Bean
  @Primary
  DataSource countedDatabase(HikariDataSource pool, StatementCount count) {
    return new CountingDataSource(pool, count);
  }
}
