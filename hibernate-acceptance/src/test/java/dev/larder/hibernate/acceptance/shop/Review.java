// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.shop;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Version;

/** Versioned; the owning side of a book's reviews. */
@Entity
public class Review {
  @Id public long id;

  @Version public int version;

  public String text;

  @ManyToOne(fetch = FetchType.LAZY)
  public Book book;

  protected Review() {}

  /** Not yet stored. */
  public Review(long id, Book book, String text) {
    this.id = id;
    this.book = book;
    this.text = text;
  }
}
