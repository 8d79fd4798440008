// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.shapes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.hibernate.acceptance.Reading;
import dev.larder.hibernate.acceptance.Stage;
import dev.larder.hibernate.acceptance.shapes.HierarchyShapes.Kin;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.hibernate.cache.spi.access.AccessType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The classes of a hierarchy share a region and an id: each row is of one of them. */
@NoMatterOfTransactions
class HierarchyTest {

  /** A hierarchy, its class that the row is of at first, and another one. */
  record Hierarchy(Shape<? extends Kin> shape, Supplier<Kin> one, Supplier<Kin> other) {
    @Override
    public String toString() {
      return shape.name();
    }
  }

  static Stream<Arguments> hierarchies() {
    List<Hierarchy> hierarchies =
        List.of(
            new Hierarchy(
                HierarchyShapes.oneTable(HierarchyShapes.Car::new),
                HierarchyShapes.Car::new,
                HierarchyShapes.Lorry::new),
            new Hierarchy(
                HierarchyShapes.joined(HierarchyShapes.Circle::new),
                HierarchyShapes.Circle::new,
                HierarchyShapes.Square::new),
            new Hierarchy(
                HierarchyShapes.tablePerClass(HierarchyShapes.Oak::new),
                HierarchyShapes.Oak::new,
                HierarchyShapes.Birch::new));
    return hierarchies.stream()
        .flatMap(
            hierarchy ->
                Stream.of(AccessType.NONSTRICT_READ_WRITE, AccessType.READ_WRITE)
                    .map(strategy -> Arguments.of(hierarchy, strategy)));
  }

  @ParameterizedTest
  @MethodSource("hierarchies")
  void find_byTheSubclass_isTheEntryOfTheRoot(Hierarchy hierarchy, AccessType strategy) {
    try (Stage stage = stored(hierarchy, strategy)) {
      Class<?> subclass = hierarchy.one().get().getClass();

      assertThat(Reading.of(stage, session -> describe(session, subclass)))
          .isEqualTo(Reading.cached(hierarchy.one().get().describe()));
      assertThat(stage.factory.getCache().containsEntity(subclass, 1L)).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("hierarchies")
  void find_byTheOtherSubclass_findsNothing(Hierarchy hierarchy, AccessType strategy) {
    try (Stage stage = stored(hierarchy, strategy)) {
      Class<?> other = hierarchy.other().get().getClass();

      assertThat(Reading.of(stage, session -> describe(session, other)).value())
          .isEqualTo("no such row");
      assertSettlesOn(stage, hierarchy, hierarchy.one().get().describe());
    }
  }

  @ParameterizedTest
  @MethodSource("hierarchies")
  void row_replacedByOneOfAnotherClass_isOfThatClass(Hierarchy hierarchy, AccessType strategy) {
    try (Stage stage = stored(hierarchy, strategy)) {
      stage.write(
          session -> {
            session.remove(hierarchy.shape().find(session));
            session.flush();
            session.persist(hierarchy.other().get());
          });

      assertSettlesOn(stage, hierarchy, hierarchy.other().get().describe());
    }
  }

  @ParameterizedTest
  @MethodSource("hierarchies")
  void row_replacementRolledBack_isOfTheFirstClass(Hierarchy hierarchy, AccessType strategy) {
    try (Stage stage = stored(hierarchy, strategy)) {
      stage.rollBack(
          session -> {
            session.remove(hierarchy.shape().find(session));
            session.flush();
            session.persist(hierarchy.other().get());
            session.flush();
            session.clear();
            assertThat(hierarchy.shape().read(session))
                .isEqualTo(hierarchy.other().get().describe());
          });

      assertSettlesOn(stage, hierarchy, hierarchy.one().get().describe());
    }
  }

  @ParameterizedTest
  @MethodSource("hierarchies")
  void query_overTheRoot_fillsEachClass(Hierarchy hierarchy, AccessType strategy) {
    try (Stage stage = stored(hierarchy, strategy)) {
      stage.factory.getCache().evictAllRegions();

      stage.write(
          session ->
              session
                  .createQuery(
                      "from " + hierarchy.shape().type().getName(), hierarchy.shape().type())
                  .getResultList());

      assertThat(Reading.of(stage, hierarchy.shape()::read))
          .isEqualTo(Reading.cached(hierarchy.one().get().describe()));
    }
  }

  @ParameterizedTest
  @MethodSource("hierarchies")
  void hqlDelete_ofTheSubclass_takesTheEntryOfTheRoot(Hierarchy hierarchy, AccessType strategy) {
    try (Stage stage = stored(hierarchy, strategy)) {
      String subclass = hierarchy.one().get().getClass().getName();

      stage.write(session -> session.createMutationQuery("delete " + subclass).executeUpdate());

      assertThat(Reading.of(stage, hierarchy.shape()::read).value()).isEqualTo("no such row");
    }
  }

  @ParameterizedTest
  @MethodSource("hierarchies")
  void evict_byTheSubclass_takesTheEntryOfTheRoot(Hierarchy hierarchy, AccessType strategy) {
    try (Stage stage = stored(hierarchy, strategy)) {
      stage.factory.getCache().evictEntityData(hierarchy.one().get().getClass(), 1L);

      assertThat(stage.factory.getCache().containsEntity(hierarchy.shape().type(), 1L)).isFalse();
    }
  }

  private static Stage stored(Hierarchy hierarchy, AccessType strategy) {
    return hierarchy
        .shape()
        .open(strategy)
        .set(
            stage -> {
              stage.write(session -> session.persist(hierarchy.one().get()));
              assertSettlesOn(stage, hierarchy, hierarchy.one().get().describe());
            });
  }

  private static String describe(Session session, Class<?> type) {
    Object found = session.find(type, 1L);
    return found == null ? "no such row" : ((Kin) found).describe();
  }

  private static void assertSettlesOn(Stage stage, Hierarchy hierarchy, String description) {
    assertThat(Reading.of(stage, hierarchy.shape()::read).value())
        .as("first read")
        .isEqualTo(description);
    assertThat(Reading.of(stage, hierarchy.shape()::read))
        .as("second read")
        .isEqualTo(Reading.cached(description));
  }
}
