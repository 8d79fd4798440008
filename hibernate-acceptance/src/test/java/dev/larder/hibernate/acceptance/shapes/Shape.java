// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.shapes;

import dev.larder.hibernate.acceptance.Stage;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.hibernate.cache.spi.access.AccessType;

/**
 * A form of entity: how one is made under a known id, changed in memory, and told apart.
 *
 * @param name for reports
 * @param type which is cached
 * @param id a new instance each time, equal to the others
 * @param make a new entity each time, with the id and in the first state
 * @param change from the first state to the second, in place wherever the form is mutable
 * @param describe everything that an entity holds
 * @param mapping what else is mapped or set
 * @param surroundings stored before the entity
 */
record Shape<E>(
    String name,
    Class<E> type,
    Supplier<Object> id,
    Supplier<E> make,
    Consumer<E> change,
    Function<E, String> describe,
    Consumer<Stage.Builder> mapping,
    Consumer<Session> surroundings) {

  /** Of one entity alone. */
  static <E> Shape<E> of(String name, Class<E> type, Supplier<Object> id, Supplier<E> make) {
    return new Shape<>(
        name, type, id, make, entity -> {}, Object::toString, builder -> {}, session -> {});
  }

  Shape<E> changed(Consumer<E> how) {
    return new Shape<>(name, type, id, make, how, describe, mapping, surroundings);
  }

  Shape<E> described(Function<E, String> how) {
    return new Shape<>(name, type, id, make, change, how, mapping, surroundings);
  }

  /** With its collections cached. */
  Shape<E> withCollections(String... properties) {
    return mappedWith(
        builder -> {
          for (String property : properties) {
            builder.collection(type, property);
          }
        });
  }

  Shape<E> mappedWith(Consumer<Stage.Builder> more) {
    return new Shape<>(name, type, id, make, change, describe, mapping.andThen(more), surroundings);
  }

  Shape<E> among(Consumer<Session> others) {
    return new Shape<>(name, type, id, make, change, describe, mapping, others);
  }

  /** A stage with what surrounds the entity, but not the entity. */
  Stage open(AccessType strategy) {
    Stage.Builder builder =
        Stage.empty(strategy)
            .entity(type)
            .with("hibernate.auto_quote_keyword", "true")
            .with("hibernate.cache.default_cache_concurrency_strategy", strategy.getExternalName());
    mapping.accept(builder);
    return builder.open().set(stage -> stage.write(surroundings));
  }

  /** In the first state. */
  String first() {
    return describe.apply(make.get());
  }

  /** In the second. */
  String second() {
    E entity = make.get();
    change.accept(entity);
    return describe.apply(entity);
  }

  E find(Session session) {
    return session.find(type, id.get());
  }

  /** What a session sees. */
  String read(Session session) {
    E found = find(session);
    return found == null ? "no such row" : describe.apply(found);
  }

  @Override
  public String toString() {
    return name;
  }

  /** All there are. */
  static List<Shape<?>> all() {
    return Stream.of(
            IdShapes.all(),
            LyingIdShapes.all(),
            ValueShapes.all(),
            CollectionShapes.all(),
            RowShapes.all(),
            HierarchyShapes.all())
        .<Shape<?>>flatMap(List::stream)
        .toList();
  }
}
