// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.shapes;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import java.io.Serializable;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.hibernate.Session;

/** Ids whose {@code hashCode} says the same of all, or never the same of one. */
final class LyingIdShapes {
  private LyingIdShapes() {}

  static List<Shape<?>> all() {
    return List.of(
        Shape.of("id whose hash is constant", Sheep.class, () -> new SheepId(1), Sheep::new)
            .changed(sheep -> sheep.text = "second")
            .described(sheep -> sheep.id.number + sheep.text)
            .among(LyingIdShapes::flock),
        Shape.of("id whose hash changes", Cat.class, () -> new CatId(1), Cat::new)
            .changed(cat -> cat.text = "second")
            .described(cat -> cat.id.number + cat.text),
        Shape.of("id class whose hash changes", Fox.class, () -> new FoxId(1, 2), Fox::new)
            .changed(fox -> fox.text = "second")
            .described(fox -> "" + fox.den + fox.number + fox.text));
  }

  /** All the same to a table of hashes. */
  @Embeddable
  public static class SheepId implements Serializable {
    private static final long serialVersionUID = 1;

    public int number;

    protected SheepId() {}

    SheepId(int number) {
      this.number = number;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof SheepId that && number == that.number;
    }

    @Override
    public int hashCode() {
      return 7;
    }
  }

  /** One of a flock. */
  @Entity
  public static class Sheep {
    @EmbeddedId public SheepId id = new SheepId(1);
    public String text = "first";
  }

  private static void flock(Session session) {
    for (int number = 2; number <= 50; number++) {
      Sheep sheep = new Sheep();
      sheep.id = new SheepId(number);
      session.persist(sheep);
    }
  }

  private static final AtomicInteger NEXT_HASH = new AtomicInteger();

  private static int anotherHash() {
    return NEXT_HASH.addAndGet(0x9e3779b9);
  }

  /** Never the same to a table of hashes. */
  @Embeddable
  public static class CatId implements Serializable {
    private static final long serialVersionUID = 1;

    public int number;

    protected CatId() {}

    CatId(int number) {
      this.number = number;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof CatId that && number == that.number;
    }

    @Override
    public int hashCode() {
      return anotherHash();
    }
  }

  /** Known by an embedded id. */
  @Entity
  public static class Cat {
    @EmbeddedId public CatId id = new CatId(1);
    public String text = "first";
  }

  /** Never the same to a table of hashes. */
  public static class FoxId implements Serializable {
    private static final long serialVersionUID = 1;

    public int den;
    public int number;

    protected FoxId() {}

    FoxId(int den, int number) {
      this.den = den;
      this.number = number;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof FoxId that && den == that.den && number == that.number;
    }

    @Override
    public int hashCode() {
      return anotherHash();
    }
  }

  /** Known by an id class. */
  @Entity
  @IdClass(FoxId.class)
  public static class Fox {
    @Id public int den = 1;
    @Id public int number = 2;
    public String text = "first";
  }
}
