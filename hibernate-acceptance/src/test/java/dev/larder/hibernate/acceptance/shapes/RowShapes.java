// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.shapes;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToOne;
import jakarta.persistence.SecondaryTable;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.OptimisticLockType;
import org.hibernate.annotations.OptimisticLocking;

/** Rows of every form: versions of each type, partial updates, second tables, references. */
final class RowShapes {
  private RowShapes() {}

  static List<Shape<?>> all() {
    return List.of(
        Shape.of("long version", LongVersioned.class, () -> 1L, LongVersioned::new)
            .changed(row -> row.text = "second")
            .described(row -> row.text),
        Shape.of("short version", ShortVersioned.class, () -> 1L, ShortVersioned::new)
            .changed(row -> row.text = "second")
            .described(row -> row.text),
        Shape.of("instant as version", InstantVersioned.class, () -> 1L, InstantVersioned::new)
            .changed(row -> row.text = "second")
            .described(row -> row.text),
        Shape.of("timestamp as version", StampVersioned.class, () -> 1L, StampVersioned::new)
            .changed(row -> row.text = "second")
            .described(row -> row.text),
        Shape.of("local time as version", LocalVersioned.class, () -> 1L, LocalVersioned::new)
            .changed(row -> row.text = "second")
            .described(row -> row.text),
        Shape.of("dynamic update", Sparse.class, () -> 1L, Sparse::new)
            .changed(row -> row.text = "second")
            .described(row -> row.text + row.other),
        Shape.of("dynamic update with a version", Dense.class, () -> 1L, Dense::new)
            .changed(row -> row.text = "second")
            .described(row -> row.text + row.other),
        Shape.of("all columns as version", Wary.class, () -> 1L, Wary::new)
            .changed(row -> row.text = "second")
            .described(row -> row.text + row.other),
        Shape.of("second table", Split.class, () -> 1L, Split::new)
            .changed(row -> row.other = "second")
            .described(Split::describe),
        Shape.of("large objects", Large.class, () -> 1L, Large::new)
            .changed(Large::change)
            .described(Large::describe),
        Shape.of("references", Reference.class, () -> 1L, Reference::new)
            .changed(Reference::change)
            .described(Reference::describe)
            .mappedWith(builder -> builder.entity(Split.class).entity(Sparse.class))
            .among(
                session -> {
                  session.persist(new Split());
                  session.persist(new Sparse());
                }));
  }

  /** Counted by a long. */
  @Entity
  @Table(name = "LongVersioned")
  public static class LongVersioned {
    @Id public long id = 1;
    @Version public Long version;
    public String text = "first";
  }

  /** Counted by a short. */
  @Entity
  public static class ShortVersioned {
    @Id public long id = 1;
    @Version public short version;
    public String text = "first";
  }

  /** Dated. */
  @Entity
  public static class InstantVersioned {
    @Id public long id = 1;
    @Version public Instant version;
    public String text = "first";
  }

  /** Dated in the mutable way. */
  @Entity
  public static class StampVersioned {
    @Id public long id = 1;
    @Version public Timestamp version;
    public String text = "first";
  }

  /** Dated without a zone. */
  @Entity
  public static class LocalVersioned {
    @Id public long id = 1;
    @Version public LocalDateTime version;
    public String text = "first";
  }

  /** Only changed columns are written, and nothing counts. */
  @Entity
  @DynamicUpdate
  public static class Sparse {
    @Id public long id = 1;
    public String text = "first";
    public String other = "other";
  }

  /** Only changed columns are written. */
  @Entity
  @DynamicUpdate
  public static class Dense {
    @Id public long id = 1;
    @Version public int version;
    public String text = "first";
    public String other = "other";
  }

  /** Compared whole. */
  @Entity
  @DynamicUpdate
  @OptimisticLocking(type = OptimisticLockType.ALL)
  public static class Wary {
    @Id public long id = 1;
    public String text = "first";
    public String other = "other";
  }

  /** In two tables. */
  @Entity
  @SecondaryTable(name = "SplitRest")
  public static class Split {
    @Id public long id = 1;
    public String text = "first";

    @Column(table = "SplitRest")
    public String other = "other";

    /** Asks a proxy for what stands behind it. */
    public String describe() {
      return text + other;
    }
  }

  /** With a text and bytes of any length. */
  @Entity
  public static class Large {
    @Id public long id = 1;
    @Lob public String text = "first".repeat(1_000);
    @Lob public byte[] bytes = new byte[5_000];

    void change() {
      text = "second".repeat(1_000);
      bytes[4_999] = 1;
    }

    String describe() {
      return text.length() + text.substring(0, 6) + Arrays.hashCode(bytes);
    }
  }

  /** To two rows, one of them gone later. */
  @Entity
  public static class Reference {
    @Id public long id = 1;

    @ManyToOne(fetch = FetchType.LAZY)
    public Split lazy = new Split();

    @OneToOne public Sparse eager = new Sparse();

    void change() {
      eager = null;
    }

    String describe() {
      return lazy.describe() + (eager == null ? " alone" : eager.text);
    }
  }
}
