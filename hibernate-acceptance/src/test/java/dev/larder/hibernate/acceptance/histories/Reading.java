// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.histories;

import dev.larder.hibernate.acceptance.shop.Book;
import dev.larder.hibernate.acceptance.shop.Note;
import org.hibernate.Session;
import org.hibernate.query.SelectionQuery;

/** The ways a session looks at a subject's counters. */
enum Reading {
  FIND {
    @Override
    void look(Session session, Subject subject, Floors floors, History history) {
      int price = session.find(Book.class, subject.id()).price;
      sawPrice(price, subject, floors, history);
    }
  },
  QUERY {
    @Override
    void look(Session session, Subject subject, Floors floors, History history) {
      Book book = BOOK.of(session, subject).getSingleResult();
      sawPrice(book.price, subject, floors, history);
    }
  },
  CACHED_SCALARS {
    @Override
    void look(Session session, Subject subject, Floors floors, History history) {
      int price = PRICE.of(session, subject).setCacheable(true).getSingleResult();
      sawPrice(price, subject, floors, history);
    }
  },
  CACHED_ENTITIES {
    @Override
    void look(Session session, Subject subject, Floors floors, History history) {
      Book book = BOOK.of(session, subject).setCacheable(true).getSingleResult();
      sawPrice(book.price, subject, floors, history);
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
      Book book = BOOK_AND_TAGS.of(session, subject).getSingleResult();
      sawTag(book.tags.iterator().next(), subject, floors, history);
    }
  },
  CACHED_TAGS {
    @Override
    void look(Session session, Subject subject, Floors floors, History history) {
      String tag = TAG.of(session, subject).setCacheable(true).getSingleResult();
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

  /** A query by a subject's id. */
  private record ById<T>(String text, Class<T> type) {
    SelectionQuery<T> of(Session session, Subject subject) {
      return session
          .createSelectionQuery(text + " where b.id = :id", type)
          .setParameter("id", subject.id());
    }
  }

  private static final ById<Book> BOOK = new ById<>("select b from Book b", Book.class);
  private static final ById<Book> BOOK_AND_TAGS =
      new ById<>("select b from Book b join fetch b.tags", Book.class);
  private static final ById<Integer> PRICE =
      new ById<>("select b.price from Book b", Integer.class);
  private static final ById<String> TAG =
      new ById<>("select t from Book b join b.tags t", String.class);

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

  void sawPrice(int price, Subject subject, Floors floors, History history) {
    history.saw(name(), subject.id(), subject.price(), price, floors.price());
  }

  void sawTag(String tag, Subject subject, Floors floors, History history) {
    history.saw(name(), subject.id(), subject.tag(), Subject.numberOf(tag), floors.tag());
  }

  @SuppressWarnings("deprecation") // 7.4 has find(.., KeyType.NATURAL); 6.6 only this
  private static boolean isNamedBy(Session session, String isbn) {
    return session.bySimpleNaturalId(Book.class).load(isbn) != null;
  }
}
