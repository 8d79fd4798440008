// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.shapes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.larder.hibernate.acceptance.Reading;
import dev.larder.hibernate.acceptance.Stage;
import java.util.stream.Stream;
import org.hibernate.cache.spi.access.AccessType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every form of entity comes out of the cache as it went into the database. */
@NoMatterOfTransactions
@ParameterizedClass
@MethodSource("shapesAndStrategies")
class ShapeTest {
  /** Of the shape and strategy whose turn it is; opening one for each test takes too long. */
  private static Stage stage;

  @Parameter(0)
  private Shape<Object> shape;

  @Parameter(1)
  private AccessType strategy;

  static Stream<Arguments> shapesAndStrategies() {
    return Shape.all().stream()
        .flatMap(
            shape ->
                Stream.of(
                        AccessType.READ_ONLY,
                        AccessType.NONSTRICT_READ_WRITE,
                        AccessType.READ_WRITE)
                    .map(strategy -> Arguments.of(shape, strategy)));
  }

  @BeforeParameterizedClassInvocation
  static void open(Shape<?> shape, AccessType strategy) {
    stage = shape.open(strategy);
  }

  @AfterParameterizedClassInvocation
  static void close() {
    stage.close();
  }

  @AfterEach
  void takeTheEntityAway() {
    stage.write(
        session -> {
          Object left = shape.find(session);
          if (left != null) {
            session.remove(left);
          }
        });
    evictTheEntity();
  }

  @Test
  void insert_committed_isCachedAsItIs() {
    stage.write(session -> session.persist(shape.make().get()));

    assertSettlesOn(shape.first());
  }

  @Test
  void entry_askedForByAnEqualId_isFoundAndEvicted() {
    store();
    boolean before = stage.factory.getCache().containsEntity(shape.type(), shape.id().get());

    stage.factory.getCache().evictEntityData(shape.type(), shape.id().get());

    assertThat(before).isTrue();
    assertThat(stage.factory.getCache().containsEntity(shape.type(), shape.id().get())).isFalse();
    assertThat(Reading.of(stage, shape::read)).isEqualTo(Reading.loaded(shape.first()));
    assertThat(Reading.of(stage, shape::read)).isEqualTo(Reading.cached(shape.first()));
  }

  @Test
  void entity_changedAfterItWasReadFromTheCache_changesNoEntry() {
    store();
    Object detached = findAndDetach();

    shape.change().accept(detached);

    assertThat(shape.describe().apply(detached)).isEqualTo(shape.second());
    assertThat(Reading.of(stage, shape::read)).isEqualTo(Reading.cached(shape.first()));
  }

  @Test
  void entity_changedAfterItFilledTheCache_changesNoEntry() {
    store();
    evictTheEntity();
    Object detached = findAndDetach();

    shape.change().accept(detached);

    assertThat(Reading.of(stage, shape::read)).isEqualTo(Reading.cached(shape.first()));
  }

  @Test
  void entity_changedAfterItWasInserted_changesNoEntry() {
    Object entity = shape.make().get();
    stage.write(session -> session.persist(entity));

    shape.change().accept(entity);

    assertSettlesOn(shape.first());
  }

  @Test
  void update_committed_isCachedAsItIs() {
    assumeThat(strategy).isNotEqualTo(AccessType.READ_ONLY);
    store();

    stage.write(session -> shape.change().accept(shape.find(session)));

    assertSettlesOn(shape.second());
  }

  @Test
  void entity_changedAgainAfterItsUpdate_changesNoEntry() {
    assumeThat(strategy).isNotEqualTo(AccessType.READ_ONLY);
    store();
    Object updated =
        stage.read(
            session -> {
              Object entity = shape.find(session);
              shape.change().accept(entity);
              return entity;
            });

    shape.change().accept(updated);

    assertSettlesOn(shape.second());
  }

  @Test
  void update_rolledBack_leavesTheFirstState() {
    assumeThat(strategy).isNotEqualTo(AccessType.READ_ONLY);
    store();

    stage.rollBack(
        session -> {
          shape.change().accept(shape.find(session));
          session.flush();
          session.clear();
          assertThat(shape.read(session)).isEqualTo(shape.second());
        });

    assertSettlesOn(shape.first());
  }

  @Test
  void change_forgottenBeforeTheFlush_leavesTheFirstState() {
    store();

    stage.write(
        session -> {
          shape.change().accept(shape.find(session));
          session.clear();
        });

    assertThat(Reading.of(stage, shape::read)).isEqualTo(Reading.cached(shape.first()));
  }

  @Test
  void delete_committed_leavesNothing() {
    store();

    stage.write(session -> session.remove(shape.find(session)));

    assertThat(stage.factory.getCache().containsEntity(shape.type(), shape.id().get())).isFalse();
    assertThat(Reading.of(stage, shape::read).value()).isEqualTo("no such row");
  }

  @Test
  void deleteThenInsert_inTwoTransactions_bringsTheInsert() {
    store();
    Object next = shape.make().get();
    shape.change().accept(next);

    stage.write(session -> session.remove(shape.find(session)));
    stage.write(session -> session.persist(next));

    assertSettlesOn(shape.second());
  }

  private void store() {
    stage.write(session -> session.persist(shape.make().get()));
    assertSettlesOn(shape.first());
  }

  /** What surrounds it stays: Hibernate loads a part of an id without a look at the cache. */
  private void evictTheEntity() {
    stage.factory.getCache().evictEntityData(shape.type());
    stage.factory.getCache().evictCollectionData();
  }

  private Object findAndDetach() {
    return stage.read(
        session -> {
          Object entity = shape.find(session);
          String loadsWhatIsLazy = shape.describe().apply(entity);
          assertThat(loadsWhatIsLazy).isEqualTo(shape.first());
          return entity;
        });
  }

  private void assertSettlesOn(String description) {
    assertThat(Reading.of(stage, shape::read).value()).as("first read").isEqualTo(description);
    assertThat(Reading.of(stage, shape::read))
        .as("second read")
        .isEqualTo(Reading.cached(description));
  }
}
