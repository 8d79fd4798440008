// SPDX-License-Identifier: Apache-2.0

package dev.larder.samples.hibernatejcache;

import static org.hibernate.annotations.CacheConcurrencyStrategy.READ_WRITE;

import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.NaturalId;
import org.hibernate.annotations.NaturalIdCache;

/** A book with its authors. */
@Entity
@Cache(usage = READ_WRITE)
@NaturalIdCache
class Book {
  @Id private long id;

  @Version private int version;

  @NaturalId private String isbn;

  private String title;

  @ElementCollection
  @Cache(usage = READ_WRITE)
  private List<String> authors = new ArrayList<>();

  /** For Hibernate, which fills the fields. */
  @SuppressWarnings("NullAway.Init")
  protected Book() {}

  Book(long id, String isbn, String title, List<String> authors) {
    this.id = id;
    this.isbn = isbn;
    this.title = title;
    this.authors = new ArrayList<>(authors);
  }

  /** The ISBN, the title and the authors. */
  String line() {
    return isbn + " " + title + ", by " + String.join(", ", authors);
  }
}
