// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.shapes;

import jakarta.persistence.CascadeType;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.hibernate.Session;

/** Collections of every form, each cached beside its owner. */
final class CollectionShapes {
  private CollectionShapes() {}

  static List<Shape<?>> all() {
    return List.of(
        Shape.of("elements that are embeddables", Purchase.class, () -> 1L, Purchase::new)
            .changed(Purchase::change)
            .described(purchase -> sorted(purchase.lines))
            .withCollections("lines"),
        Shape.of("map of texts", Dictionary.class, () -> 1L, Dictionary::new)
            .changed(Dictionary::change)
            .described(Dictionary::describe)
            .withCollections("words", "weights"),
        Shape.of("ordered list", Queue.class, () -> 1L, Queue::new)
            .changed(Queue::change)
            .described(queue -> queue.names.toString())
            .withCollections("names"),
        Shape.of("bag", Bag.class, () -> 1L, Bag::new)
            .changed(bag -> bag.names.add("a"))
            .described(bag -> bag.names.stream().sorted().toList().toString())
            .withCollections("names"),
        Shape.of("list in order of its elements", Chart.class, () -> 1L, Chart::new)
            .changed(Chart::change)
            .described(chart -> chart.names.stream().sorted().toList().toString())
            .withCollections("names"),
        Shape.of("many to many", Team.class, () -> 1L, Team::new)
            .changed(Team::change)
            .described(Team::describe)
            .withCollections("members")
            .mappedWith(builder -> builder.entity(Player.class))
            .among(CollectionShapes::players),
        Shape.of("children with orphan removal", Folder.class, () -> 1L, Folder::new)
            .changed(Folder::change)
            .described(Folder::describe)
            .withCollections("pages")
            .mappedWith(builder -> builder.entity(Page.class)));
  }

  private static String sorted(Iterable<Line> lines) {
    List<String> texts = new ArrayList<>();
    lines.forEach(line -> texts.add(line.count + " " + line.thing));
    return texts.stream().sorted().toList().toString();
  }

  /** Mutable, and compared by what it holds. */
  @Embeddable
  public static class Line {
    public int count;
    public String thing;

    protected Line() {}

    Line(int count, String thing) {
      this.count = count;
      this.thing = thing;
    }
  }

  /** With lines in a list. */
  @Entity
  public static class Purchase {
    @Id public long id = 1;
    @Version public int version;

    @ElementCollection
    public List<Line> lines = new ArrayList<>(List.of(new Line(1, "pear"), new Line(2, "plum")));

    void change() {
      lines.get(0).count = 9;
      lines.add(new Line(3, "fig"));
    }
  }

  /** With two maps. */
  @Entity
  public static class Dictionary {
    @Id public long id = 1;
    @ElementCollection public Map<String, String> words = new TreeMap<>(Map.of("a", "b"));

    @ElementCollection
    public Map<IdShapes.Wing, Integer> weights =
        new EnumMap<>(Map.of(IdShapes.Wing.NORTH, 1, IdShapes.Wing.SOUTH, 2));

    void change() {
      words.put("a", "c");
      words.put("d", "e");
      weights.remove(IdShapes.Wing.NORTH);
    }

    String describe() {
      String sorted =
          weights.entrySet().stream()
              .map(entry -> entry.getKey().name() + entry.getValue())
              .sorted()
              .collect(Collectors.joining(","));
      return new TreeMap<>(words) + sorted;
    }
  }

  /** With places that count. */
  @Entity
  public static class Queue {
    @Id public long id = 1;

    @ElementCollection @OrderColumn
    public List<String> names = new ArrayList<>(List.of("a", "b", "c"));

    void change() {
      names.add(0, names.remove(2));
      names.add("a");
    }
  }

  /** Without an order, and with doubles. */
  @Entity
  public static class Bag {
    @Id public long id = 1;
    @ElementCollection public List<String> names = new ArrayList<>(List.of("a", "a", "b"));
  }

  /** Sorted by the database. */
  @Entity
  public static class Chart {
    @Id public long id = 1;

    @ElementCollection @OrderBy public Set<String> names = new LinkedHashSet<>(List.of("b", "a"));

    void change() {
      names.remove("a");
      names.add("c");
    }
  }

  private static void players(Session session) {
    for (long id = 1; id <= 3; id++) {
      session.persist(new Player(id));
    }
  }

  /** Of any number of teams. */
  @Entity
  public static class Player {
    @Id public long id;
    public String name = "player";

    protected Player() {}

    Player(long id) {
      this.id = id;
    }
  }

  /** Of any number of players. */
  @Entity
  public static class Team {
    @Id public long id = 1;
    @Version public int version;

    @ManyToMany
    public Set<Player> members = new LinkedHashSet<>(List.of(new Player(1), new Player(2)));

    void change() {
      members.removeIf(member -> member.id == 1);
    }

    String describe() {
      return members.stream().map(member -> member.id + member.name).sorted().toList().toString();
    }
  }

  /** One of a folder. */
  @Entity
  public static class Page {
    @Id public long id;
    public String text;

    protected Page() {}

    Page(long id, String text) {
      this.id = id;
      this.text = text;
    }
  }

  /** Whose pages live and die with it. */
  @Entity
  public static class Folder {
    @Id public long id = 1;

    @OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
    public List<Page> pages = new ArrayList<>(List.of(new Page(1, "one"), new Page(2, "two")));

    void change() {
      pages.removeIf(page -> page.id == 1);
      pages.add(new Page(3, "three"));
    }

    String describe() {
      return pages.stream().map(page -> page.id + page.text).sorted().toList().toString();
    }
  }
}
