// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.hibernate.acceptance.Reading;
import dev.larder.hibernate.acceptance.Stage;
import java.util.function.Consumer;
import org.hibernate.CacheMode;
import org.hibernate.Session;

/** A stage with one row under {@link #ID} whose text is {@code old}, in the cache. */
final class Scene implements AutoCloseable {
  static final long ID = 1;
  static final String ABSENT = "no such row";

  final Stage stage;
  final Subject subject;

  private Scene(Stage stage, Subject subject) {
    this.stage = stage;
    this.subject = subject;
  }

  /** With its row cached. */
  static Scene of(Case given) {
    Scene scene = empty(given);
    scene.stage.set(
        stage -> {
          stage.write(session -> session.persist(given.subject().make(ID, "old")));
          scene.read();
          assertThat(scene.contains()).as("the row is cached before the test acts").isTrue();
        });
    return scene;
  }

  /** Without a row. */
  static Scene empty(Case given) {
    return new Scene(Stage.of(given.strategy()), given.subject());
  }

  /** What a new session finds under the id. */
  Reading<String> read() {
    return Reading.of(stage, this::text);
  }

  /** What this session finds under the id. */
  String text(Session session) {
    return subject.text(session, ID).orElse(ABSENT);
  }

  /** What this session finds once it forgot what it held. */
  String textAfterClear(Session session) {
    session.flush();
    session.clear();
    return text(session);
  }

  /** Changes the text and flushes. */
  void change(Session session, String text) {
    subject.change(session, ID, text);
    session.flush();
  }

  /** Deletes the row and flushes. */
  void delete(Session session) {
    subject.delete(session, ID);
    session.flush();
  }

  /** Inserts the row and flushes. */
  void insert(Session session, String text) {
    session.persist(subject.make(ID, text));
    session.flush();
  }

  /** Sets a session's cache mode where a find by class and id looks for it as well. */
  static void use(Session session, CacheMode mode) {
    session.setProperty("jakarta.persistence.cache.retrieveMode", mode.getJpaRetrieveMode());
    session.setProperty("jakarta.persistence.cache.storeMode", mode.getJpaStoreMode());
  }

  /** Whether the cache says that it holds the row. */
  boolean contains() {
    return stage.factory.getCache().containsEntity(subject.type, ID);
  }

  /** Takes the row out of the cache. */
  void evict() {
    stage.factory.getCache().evictEntityData(subject.type, ID);
  }

  /** Work in one transaction that commits. */
  void commit(Consumer<Session> work) {
    stage.write(work);
  }

  /** Work in one transaction that rolls back. */
  void rollBack(Consumer<Session> work) {
    stage.rollBack(work);
  }

  /** The value is right on each read, and at the second at latest the cache tells it. */
  void assertSettlesOn(String text) {
    assertThat(read().value()).as("first read").isEqualTo(text);
    assertThat(read()).as("second read").isEqualTo(Reading.cached(text));
  }

  @Override
  public void close() {
    stage.close();
  }
}
