// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.events;

import dev.larder.hibernate.acceptance.shop.Book;
import dev.larder.hibernate.acceptance.shop.Note;
import java.util.Optional;
import org.hibernate.Session;

/** The entity that an event happens to, seen as an id with a text. */
enum Subject {
  /** Versioned. */
  BOOK(Book.class, "title") {
    @Override
    Object make(long id, String text) {
      return new Book(id, text);
    }

    @Override
    String textOf(Object entity) {
      return ((Book) entity).title;
    }

    @Override
    void rewrite(Object entity, String text) {
      ((Book) entity).title = text;
    }
  },

  /** Not versioned. */
  NOTE(Note.class, "text") {
    @Override
    Object make(long id, String text) {
      return new Note(id, text);
    }

    @Override
    String textOf(Object entity) {
      return ((Note) entity).text;
    }

    @Override
    void rewrite(Object entity, String text) {
      ((Note) entity).text = text;
    }
  };

  final Class<?> type;
  final String column;

  Subject(Class<?> type, String column) {
    this.type = type;
    this.column = column;
  }

  /** Not yet stored. */
  abstract Object make(long id, String text);

  abstract String textOf(Object entity);

  abstract void rewrite(Object entity, String text);

  /** The name of its table, and of the entity in HQL. */
  String table() {
    return type.getSimpleName();
  }

  /** What a session reads under an id. */
  Optional<String> text(Session session, long id) {
    return Optional.ofNullable(session.find(type, id)).map(this::textOf);
  }

  /** Changes a row in a session, without a flush. */
  void change(Session session, long id, String text) {
    rewrite(session.find(type, id), text);
  }

  /** Deletes a row in a session, without a flush. */
  void delete(Session session, long id) {
    session.remove(session.find(type, id));
  }
}
