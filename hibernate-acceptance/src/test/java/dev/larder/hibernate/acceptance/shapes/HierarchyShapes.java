// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.shapes;

import dev.larder.hibernate.acceptance.Stage;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Version;
import java.util.List;
import java.util.function.Supplier;

/** Hierarchies in one table, in joined ones, and in one for each class; cached at the root. */
final class HierarchyShapes {
  private HierarchyShapes() {}

  static List<Shape<?>> all() {
    return List.of(
        oneTable(Car::new),
        joined(Circle::new),
        tablePerClass(Oak::new),
        Shape.of("mapped superclass", Leaf.class, () -> 1L, Leaf::new)
            .changed(
                leaf -> {
                  leaf.base = "second";
                  leaf.text = "second";
                })
            .described(leaf -> leaf.base + leaf.text));
  }

  /** With a definition of a region, subclasses would not be cached: so all is cached. */
  private static void mapSubclasses(Stage.Builder builder, Class<?> one, Class<?> other) {
    builder.uncached(one).uncached(other).with("jakarta.persistence.sharedCache.mode", "ALL");
  }

  /** What the hierarchies have in common. */
  public interface Kin {
    /** Changes what the root and what the class itself declares. */
    void change();

    /** With the class and what each declares. */
    String describe();
  }

  static Shape<Vehicle> oneTable(Supplier<Vehicle> make) {
    return Shape.of("single table", Vehicle.class, () -> 1L, make)
        .changed(Vehicle::change)
        .described(Vehicle::describe)
        .mappedWith(builder -> mapSubclasses(builder, Car.class, Lorry.class));
  }

  /** The root of one table. */
  @Entity
  @Inheritance(strategy = InheritanceType.SINGLE_TABLE)
  public abstract static class Vehicle implements Kin {
    @Id public long id = 1;
    @Version public int version;
    public String plate = "first";
  }

  /** With seats. */
  @Entity
  public static class Car extends Vehicle {
    public Integer seats = 5;

    @Override
    public void change() {
      plate = "second";
      seats = 2;
    }

    @Override
    public String describe() {
      return "car " + plate + seats;
    }
  }

  /** With a load. */
  @Entity
  public static class Lorry extends Vehicle {
    public Integer tons = 40;

    @Override
    public void change() {
      plate = "second";
      tons = 2;
    }

    @Override
    public String describe() {
      return "lorry " + plate + tons;
    }
  }

  static Shape<Figure> joined(Supplier<Figure> make) {
    return Shape.of("joined tables", Figure.class, () -> 1L, make)
        .changed(Figure::change)
        .described(Figure::describe)
        .mappedWith(builder -> mapSubclasses(builder, Circle.class, Square.class));
  }

  /** The root of joined tables. */
  @Entity
  @Inheritance(strategy = InheritanceType.JOINED)
  public abstract static class Figure implements Kin {
    @Id public long id = 1;
    public String colour = "first";
  }

  /** With a radius. */
  @Entity
  public static class Circle extends Figure {
    public int radius = 5;

    @Override
    public void change() {
      colour = "second";
      radius = 2;
    }

    @Override
    public String describe() {
      return "circle " + colour + radius;
    }
  }

  /** With an edge. */
  @Entity
  public static class Square extends Figure {
    public int edge = 40;

    @Override
    public void change() {
      colour = "second";
      edge = 2;
    }

    @Override
    public String describe() {
      return "square " + colour + edge;
    }
  }

  static Shape<Tree> tablePerClass(Supplier<Tree> make) {
    return Shape.of("table per class", Tree.class, () -> 1L, make)
        .changed(Tree::change)
        .described(Tree::describe)
        .mappedWith(builder -> mapSubclasses(builder, Oak.class, Birch.class));
  }

  /** The root of a table for each class. */
  @Entity
  @Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
  public abstract static class Tree implements Kin {
    @Id public long id = 1;
    public String place = "first";
  }

  /** With acorns. */
  @Entity
  public static class Oak extends Tree {
    public int acorns = 5;

    @Override
    public void change() {
      place = "second";
      acorns = 2;
    }

    @Override
    public String describe() {
      return "oak " + place + acorns;
    }
  }

  /** With bark. */
  @Entity
  public static class Birch extends Tree {
    public int bark = 40;

    @Override
    public void change() {
      place = "second";
      bark = 2;
    }

    @Override
    public String describe() {
      return "birch " + place + bark;
    }
  }

  /** No entity itself. */
  @MappedSuperclass
  public abstract static class Root {
    @Id public long id = 1;
    public String base = "first";
  }

  /** With what it inherits. */
  @Entity
  public static class Leaf extends Root {
    public String text = "first";
  }
}
