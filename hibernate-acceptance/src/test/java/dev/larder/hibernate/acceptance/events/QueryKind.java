// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.events;

import dev.larder.hibernate.acceptance.shop.Note;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.query.Query;

/** A cacheable query over the notes, and its results as texts. */
enum QueryKind {
  ENTITY {
    @Override
    List<String> results(Session session) {
      return run(session.createQuery("from Note order by id", Note.class), note -> note.text);
    }
  },
  SCALAR {
    @Override
    List<String> results(Session session) {
      return run(
          session.createQuery("select text from Note order by id", String.class), text -> text);
    }
  },
  AGGREGATE {
    @Override
    List<String> results(Session session) {
      return run(session.createQuery("select min(text) from Note", String.class), text -> text);
    }
  },
  PROJECTION {
    @Override
    List<String> results(Session session) {
      return run(
          session.createQuery("select id, text from Note order by id", Object[].class),
          row -> (String) row[1]);
    }
  },
  CONSTRUCTOR {
    @Override
    List<String> results(Session session) {
      return run(
          session.createQuery(
              "select new %s(id, text) from Note order by id".formatted(Line.class.getName()),
              Line.class),
          Line::text);
    }
  },
  PARAMETER {
    @Override
    List<String> results(Session session) {
      return run(
          session
              .createQuery("select text from Note where id <= :last order by id", String.class)
              .setParameter("last", 1L),
          text -> text);
    }
  },
  LIST_PARAMETER {
    @Override
    List<String> results(Session session) {
      return run(
          session
              .createQuery("select text from Note where id in :ids order by id", String.class)
              .setParameterList("ids", List.of(1L, 7L)),
          text -> text);
    }
  },
  PAGE {
    @Override
    List<String> results(Session session) {
      return run(
          session
              .createQuery("select text from Note order by id", String.class)
              .setFirstResult(0)
              .setMaxResults(1),
          text -> text);
    }
  },
  CRITERIA {
    @Override
    List<String> results(Session session) {
      var criteria = session.getCriteriaBuilder().createQuery(String.class);
      criteria.select(criteria.from(Note.class).get("text"));
      return run(session.createQuery(criteria), text -> text);
    }
  };

  /** What the query tells a session, by the cache if it can. */
  abstract List<String> results(Session session);

  /** What a query makes of a row. */
  record Line(long id, String text) {}

  /** One row as a text. */
  interface Text<R> {
    String of(R row);
  }

  private static <R> List<String> run(Query<R> query, Text<R> text) {
    List<String> texts = new ArrayList<>();
    query.setCacheable(true).getResultList().forEach(row -> texts.add(text.of(row)));
    return texts;
  }
}
