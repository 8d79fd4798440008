// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.shapes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.hibernate.acceptance.Reading;
import dev.larder.hibernate.acceptance.Stage;
import dev.larder.hibernate.acceptance.shapes.RowShapes.LongVersioned;
import org.hibernate.Session;
import org.hibernate.cache.spi.access.AccessType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rows older than their version column have null in it: nothing can be compared then. */
class NullVersionTest {

  @ParameterizedTest
  @EnumSource(value = AccessType.class, mode = EnumSource.Mode.EXCLUDE, names = "TRANSACTIONAL")
  void find_ofARowWithoutAVersion_caches(AccessType strategy) {
    try (Stage stage = stage(strategy)) {
      assertThat(Reading.of(stage, NullVersionTest::text)).isEqualTo(Reading.loaded("old"));
      assertThat(Reading.of(stage, NullVersionTest::text)).isEqualTo(Reading.cached("old"));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"NONSTRICT_READ_WRITE", "READ_WRITE"})
  void bulkUpdate_ofARowWithoutAVersion_isSeen(AccessType strategy) {
    try (Stage stage = stage(strategy)) {
      stage.read(NullVersionTest::text);

      stage.write(session -> update(session, "text = 'new'"));

      assertThat(Reading.of(stage, NullVersionTest::text)).isEqualTo(Reading.loaded("new"));
      assertThat(Reading.of(stage, NullVersionTest::text)).isEqualTo(Reading.cached("new"));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"NONSTRICT_READ_WRITE", "READ_WRITE"})
  void row_givenAVersion_isSeenAfterEachUpdate(AccessType strategy) {
    try (Stage stage = stage(strategy)) {
      stage.read(NullVersionTest::text);

      stage.write(session -> update(session, "version = 1, text = 'new'"));
      stage.read(NullVersionTest::text);
      stage.write(session -> session.find(LongVersioned.class, 1L).text = "newer");

      assertThat(Reading.of(stage, NullVersionTest::text).value()).isEqualTo("newer");
      assertThat(Reading.of(stage, NullVersionTest::text)).isEqualTo(Reading.cached("newer"));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"NONSTRICT_READ_WRITE", "READ_WRITE"})
  void row_thatLosesItsVersion_isSeen(AccessType strategy) {
    try (Stage stage = stage(strategy)) {
      stage.write(session -> update(session, "version = 7"));
      stage.read(NullVersionTest::text);

      stage.write(session -> update(session, "version = null, text = 'new'"));

      assertThat(Reading.of(stage, NullVersionTest::text)).isEqualTo(Reading.loaded("new"));
      assertThat(Reading.of(stage, NullVersionTest::text)).isEqualTo(Reading.cached("new"));
    }
  }

  private static Stage stage(AccessType strategy) {
    return Stage.empty(strategy)
        .entity(LongVersioned.class)
        .open()
        .set(
            stage -> {
              stage.sql("alter table LongVersioned alter column version drop not null");
              stage.sql("insert into LongVersioned (id, text) values (1, 'old')");
            });
  }

  private static void update(Session session, String assignments) {
    session
        .createMutationQuery(
            "update %s set %s".formatted(LongVersioned.class.getName(), assignments))
        .executeUpdate();
  }

  private static String text(Session session) {
    return session.find(LongVersioned.class, 1L).text;
  }
}
