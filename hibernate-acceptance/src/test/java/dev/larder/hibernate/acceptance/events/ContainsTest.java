// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.hibernate.cache.spi.access.AccessType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The cache says that it holds what it would give a session, and nothing else. */
class ContainsTest {

  @EveryCase
  void contains_ofWhatWasNeverLoaded_isFalse(Case given) {
    try (Scene scene = Scene.of(given)) {
      boolean held = scene.stage.factory.getCache().containsEntity(scene.subject.type, 99L);

      assertThat(held).isFalse();
    }
  }

  @EveryCase
  void contains_byTheNameOfTheEntity_isTheSame(Case given) {
    try (Scene scene = Scene.of(given)) {
      String name = scene.subject.type.getName();

      assertThat(scene.stage.factory.getCache().containsEntity(name, Scene.ID)).isTrue();
      scene.evict();
      assertThat(scene.stage.factory.getCache().containsEntity(name, Scene.ID)).isFalse();
    }
  }

  @EveryCase
  void contains_afterALookUpOfAMissingRow_isFalse(Case given) {
    try (Scene scene = Scene.empty(given)) {
      scene.read();

      assertThat(scene.contains()).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource(Subject.class)
  void contains_whileAChangeIsOpen_isFalseUnderReadWrite(Subject subject) {
    try (Scene scene = Scene.of(new Case(AccessType.READ_WRITE, subject))) {
      List<Boolean> seen = new ArrayList<>();

      scene.commit(
          session -> {
            scene.change(session, "new");
            seen.add(scene.contains());
          });

      assertThat(seen).containsExactly(false);
      assertThat(scene.contains()).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(Subject.class)
  void contains_whileADeleteIsOpen_isFalseUnderReadWrite(Subject subject) {
    try (Scene scene = Scene.of(new Case(AccessType.READ_WRITE, subject))) {
      List<Boolean> seen = new ArrayList<>();

      scene.commit(
          session -> {
            scene.delete(session);
            seen.add(scene.contains());
          });

      assertThat(seen).containsExactly(false);
      assertThat(scene.contains()).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource(Subject.class)
  void contains_whileABulkStatementIsOpen_isFalseUnderReadWrite(Subject subject) {
    try (Scene scene = Scene.of(new Case(AccessType.READ_WRITE, subject))) {
      List<Boolean> seen = new ArrayList<>();

      scene.rollBack(
          session -> {
            BulkStatement.HQL_UPDATE.execute(session, subject);
            scene.textAfterClear(session);
            seen.add(scene.contains());
          });

      assertThat(seen).containsExactly(false);
    }
  }
}
