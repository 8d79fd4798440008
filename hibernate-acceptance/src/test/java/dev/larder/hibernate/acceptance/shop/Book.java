// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.shop;

import jakarta.persistence.Basic;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hibernate.annotations.NaturalId;
import org.hibernate.annotations.NaturalIdCache;

/** Versioned, with a natural id that may change and two collections. */
@Entity
@NaturalIdCache
public class Book {
  @Id public long id;

  @Version public int version;

  public String title;

  @Basic public int price;

  @NaturalId(mutable = true)
  public String isbn;

  @ElementCollection public Set<String> tags = new LinkedHashSet<>();

  @OneToMany(mappedBy = "book")
  public List<Review> reviews = new ArrayList<>();

  protected Book() {}

  /** Not yet stored. */
  public Book(long id, String title) {
    this.id = id;
    this.title = title;
    this.isbn = "isbn-" + id;
  }
}
