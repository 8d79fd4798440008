// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.histories;

import dev.larder.hibernate.acceptance.shop.Book;
import dev.larder.hibernate.acceptance.shop.Note;
import org.hibernate.Session;

/** The ways a session looks at a subject's counters. */
enum Reading {
  FIND {
    @Override
    void look(Session session, Subject subject, Floors floors, History history) {
      int price = session.find(Book.class, subject.id()).price;
      history.saw(name(), subject.id(), subject.price(), price, floors.price());
    }
  },
  QUERY {
    @Override
    void look(Session session, Subject subject, Floors floors, History history) {
      Book book =
          session
              .createSelectionQuery("select b from Book b where b.id = :id", Book.class)
              .setParameter("id", subject.id())
              .getSingleResult();
      history.saw(name(), subject.id(), subject.price(), book.price, floors.price());
    }
  },
  CACHED_SCALARS {
    @Override
    void look(Session session, Subject subject, Floors floors, History history) {
      int price =
          session
              .createSelectionQuery("select b.price from Book b where b.id = :id", Integer.class)
              .setParameter("id", subject.id())
              .setCacheable(true)
              .getSingleResult();
      history.saw(name(), subject.id(), subject.price(), price, floors.price());
    }
  },
  CACHED_ENTITIES {
    @Override
    void look(Session session, Subject subject, Floors floors, History history) {
      Book book =
          session
              .createSelectionQuery("select b from Book b where b.id = :id", Book.class)
              .setParameter("id", subject.id())
              .setCacheable(true)
              .getSingleResult();
      history.saw(name(), subject.id(), subject.price(), book.price, floors.price());
    }
  },
  LAZY_TAGS {
    @Override
    void look(Session session, Subject subject, Floors floors, History history) {
      Book book = session.find(Book.class, subject.id());
      sawTag(book.tags.iterator().next(), subject, floors, history);
    }
  },
  JOIN_FETCH_OF_TAGS {
    @Override
    void look(Session session, Subject subject, Floors floors, History history) {
      Book book =
          session
              .createSelectionQuery(
                  "select b from Book b join fetch b.tags where b.id = :id", Book.class)
              .setParameter("id", subject.id())
              .getSingleResult();
      sawTag(book.tags.iterator().next(), subject, floors, history);
    }
  },
  CACHED_TAGS {
    @Override
    void look(Session session, Subject subject, Floors floors, History history) {
      String tag =
          session
              .createSelectionQuery(
                  "select t from Book b join b.tags t where b.id = :id", String.class)
              .setParameter("id", subject.id())
              .setCacheable(true)
              .getSingleResult();
      sawTag(tag, subject, floors, history);
    }
  },
  NATURAL_ID {
    /** An isbn that is no longer the book's by then must name nothing. */
    @Override
    void look(Session session, Subject subject, Floors floors, History history) {
      if (floors.isbn() > 0) {
        int old = floors.isbn() - 1;
        if (isNamedBy(session, subject.isbn(old))) {
          history.saw(name(), subject.id(), subject.isbn(), old, floors.isbn());
        }
      }
      if (isNamedBy(session, subject.isbn(floors.isbn()))) {
        history.saw(name(), subject.id(), subject.isbn(), floors.isbn(), floors.isbn());
      }
    }
  },
  UNVERSIONED {
    @Override
    void look(Session session, Subject subject, Floors floors, History history) {
      int text = Integer.parseInt(session.find(Note.class, subject.id()).text);
      history.saw(name(), subject.id(), subject.text(), text, floors.text());
    }
  };

  /** What a session must see at least, taken before it begins. */
  record Floors(int price, int tag, int isbn, int text) {
    static Floors of(Subject subject) {
      return new Floors(
          subject.price().floor(),
          subject.tag().floor(),
          subject.isbn().floor(),
          subject.text().floor());
    }
  }

  /** Looks, and tells the history what was there. */
  abstract void look(Session session, Subject subject, Floors floors, History history);

  void sawTag(String tag, Subject subject, Floors floors, History history) {
    history.saw(name(), subject.id(), subject.tag(), Subject.numberOf(tag), floors.tag());
  }

  @SuppressWarnings("deprecation") // 7.4 has find(.., KeyType.NATURAL); 6.6 only this
  private static boolean isNamedBy(Session session, String isbn) {
    return session.bySimpleNaturalId(Book.class).load(isbn) != null;
  }
}
