// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.hibernate.acceptance.Reading;
import dev.larder.hibernate.acceptance.Stage;
import java.util.Set;
import org.hibernate.Session;
import org.hibernate.cache.spi.access.AccessType;
import org.junit.jupiter.api.Test;

/** A collection whose owner has no version; READ_ONLY may refuse a change, but not forget it. */
class UnversionedCollectionTest {

  @EveryWritableStrategy
  void change_committed_isSeenAndLeavesTheOwnersEntry(AccessType strategy) {
    try (Stage stage = stage(strategy)) {
      stage.write(session -> session.find(Playlist.class, 1L).songs.add("second"));

      assertThat(stage.isCached(Playlist.class, 1L)).isTrue();
      assertThat(Reading.of(stage, UnversionedCollectionTest::songs))
          .isEqualTo(Reading.loaded(Set.of("first", "second")));
      assertThat(Reading.of(stage, UnversionedCollectionTest::songs))
          .isEqualTo(Reading.cached(Set.of("first", "second")));
    }
  }

  @EveryWritableStrategy
  void change_rolledBack_leavesTheOldElements(AccessType strategy) {
    try (Stage stage = stage(strategy)) {
      stage.rollBack(
          session -> {
            session.find(Playlist.class, 1L).songs.add("never");
            session.flush();
            session.clear();
            assertThat(songs(session)).containsExactlyInAnyOrder("first", "never");
          });

      assertThat(Reading.of(stage, UnversionedCollectionTest::songs).value())
          .containsExactly("first");
      assertThat(Reading.of(stage, UnversionedCollectionTest::songs).fromCache()).isTrue();
    }
  }

  @Test
  void change_underReadOnly_isSeenIfItWasNotRefused() {
    try (Stage stage = stage(AccessType.READ_ONLY)) {
      Set<String> expected;
      try {
        stage.write(session -> session.find(Playlist.class, 1L).songs.add("second"));
        expected = Set.of("first", "second");
      } catch (UnsupportedOperationException refused) {
        expected = Set.of("first");
      }

      for (int read = 0; read < 2; read++) {
        assertThat(Reading.of(stage, UnversionedCollectionTest::songs).value()).isEqualTo(expected);
      }
    }
  }

  private static Stage stage(AccessType strategy) {
    return Stage.empty(strategy)
        .entity(Playlist.class)
        .collection(Playlist.class, "songs")
        .open()
        .set(
            stage -> {
              stage.write(session -> session.persist(new Playlist(1, "first")));
              stage.read(UnversionedCollectionTest::songs);
              assertThat(Reading.of(stage, UnversionedCollectionTest::songs).fromCache()).isTrue();
            });
  }

  private static Set<String> songs(Session session) {
    return Set.copyOf(session.find(Playlist.class, 1L).songs);
  }
}
