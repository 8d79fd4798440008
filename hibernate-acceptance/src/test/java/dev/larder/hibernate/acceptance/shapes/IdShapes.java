// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.shapes;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.ManyToOne;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.Version;

/** Ids of every form; the rest of the entity is one text. */
final class IdShapes {
  private IdShapes() {}

  static List<Shape<?>> all() {
    List<Shape<?>> all = new ArrayList<>(alone());
    if (!isDerivedIdBroken()) {
      all.add(derivedId());
    }
    return all;
  }

  /** 6.6 persists the other entity again; 7.1 makes a number's column for its enum. */
  private static boolean isDerivedIdBroken() {
    String version = Version.getVersionString();
    return version.startsWith("6.") || version.startsWith("7.1.");
  }

  private static List<Shape<?>> alone() {
    return List.of(
        embeddedClass(),
        embeddedRecord(),
        idClass(),
        idRecord(),
        Shape.of("UUID id", Token.class, IdShapes::uuid, () -> new Token(uuid()))
            .changed(token -> token.text = "second")
            .described(token -> token.id + token.text),
        Shape.of(
                "String id",
                Country.class,
                () -> String.valueOf(new char[] {'n', 'l'}),
                Country::new)
            .changed(country -> country.text = "second")
            .described(country -> country.id + country.text),
        Shape.of("BigDecimal id", Amount.class, () -> new BigDecimal("12.50"), Amount::new)
            .changed(amount -> amount.text = "second")
            .described(amount -> amount.id + amount.text),
        Shape.of("date id", Day.class, () -> LocalDate.of(2024, 2, 29), Day::new)
            .changed(day -> day.text = "second")
            .described(day -> day.id + day.text));
  }

  /** Part of an id, stored by its name or its ordinal. */
  public enum Wing {
    NORTH,
    SOUTH {
      @Override
      public String toString() {
        return "down there";
      }
    }
  }

  /** An id in a class, with an enum by name. */
  @Embeddable
  public static class SeatId implements Serializable {
    private static final long serialVersionUID = 1;

    @Enumerated(EnumType.STRING)
    public Wing wing;

    public int number;

    protected SeatId() {}

    SeatId(Wing wing, int number) {
      this.wing = wing;
      this.number = number;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof SeatId that && wing == that.wing && number == that.number;
    }

    @Override
    public int hashCode() {
      return Objects.hash(wing, number);
    }
  }

  /** Under an embedded id. */
  @Entity
  public static class Seat {
    @EmbeddedId public SeatId id;
    public String text = "first";

    protected Seat() {}

    Seat(SeatId id) {
      this.id = id;
    }

    /** Asks a proxy for what stands behind it. */
    public String describe() {
      return id.wing.name() + id.number + text;
    }
  }

  private static Shape<Seat> embeddedClass() {
    return Shape.of(
            "embedded id with an enum by name",
            Seat.class,
            () -> new SeatId(Wing.SOUTH, 7),
            () -> new Seat(new SeatId(Wing.SOUTH, 7)))
        .changed(seat -> seat.text = "second")
        .described(Seat::describe);
  }

  /** An id in a record, with an enum by ordinal. */
  @Embeddable
  public record BoxId(Wing wing, long row, String letter) implements Serializable {}

  /** Under a record. */
  @Entity
  public static class Box {
    @EmbeddedId public BoxId id;
    public String text = "first";

    protected Box() {}

    Box(BoxId id) {
      this.id = id;
    }
  }

  private static Shape<Box> embeddedRecord() {
    return Shape.of(
            "embedded record as id with an enum by ordinal",
            Box.class,
            () -> new BoxId(Wing.SOUTH, 1L << 40, "x"),
            () -> new Box(new BoxId(Wing.SOUTH, 1L << 40, "x")))
        .changed(box -> box.text = "second")
        .described(box -> box.id.wing().name() + box.id.row() + box.id.letter() + box.text);
  }

  /** The ids of a stop, together. */
  public static class StopId implements Serializable {
    private static final long serialVersionUID = 1;

    public String line;
    public int number;

    protected StopId() {}

    StopId(String line, int number) {
      this.line = line;
      this.number = number;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof StopId that && line.equals(that.line) && number == that.number;
    }

    @Override
    public int hashCode() {
      return Objects.hash(line, number);
    }
  }

  /** Under two ids of its own. */
  @Entity
  @IdClass(StopId.class)
  public static class Stop {
    @Id public String line = "A";
    @Id public int number = 3;
    public String text = "first";
  }

  private static Shape<Stop> idClass() {
    return Shape.of("id class", Stop.class, () -> new StopId("A", 3), Stop::new)
        .changed(stop -> stop.text = "second")
        .described(stop -> stop.line + stop.number + stop.text);
  }

  /** The ids of a ticket, together. */
  public record TicketId(String line, Wing wing) implements Serializable {}

  /** Under two ids of its own. */
  @Entity
  @IdClass(TicketId.class)
  public static class Ticket {
    @Id public String line = "A";
    @Id public Wing wing = Wing.SOUTH;
    public String text = "first";
  }

  private static Shape<Ticket> idRecord() {
    return Shape.of(
            "record as id class", Ticket.class, () -> new TicketId("A", Wing.SOUTH), Ticket::new)
        .changed(ticket -> ticket.text = "second")
        .described(ticket -> ticket.line + ticket.wing.name() + ticket.text);
  }

  private static UUID uuid() {
    return new UUID(0x0123456789abcdefL, 0xfedcba9876543210L);
  }

  /** Under a UUID. */
  @Entity
  public static class Token {
    @Id public UUID id;
    public String text = "first";

    protected Token() {}

    Token(UUID id) {
      this.id = id;
    }
  }

  /** Under a text. */
  @Entity
  public static class Country {
    @Id public String id = "nl";
    public String text = "first";
  }

  /** Under a decimal. */
  @Entity
  public static class Amount {
    @Id public BigDecimal id = new BigDecimal("12.50");
    public String text = "first";
  }

  /** Under a date. */
  @Entity
  public static class Day {
    @Id public LocalDate id = LocalDate.of(2024, 2, 29);
    public String text = "first";
  }

  /** The id of a note on a seat. */
  public static class RemarkId implements Serializable {
    private static final long serialVersionUID = 1;

    public SeatId seat;
    public int number;

    protected RemarkId() {}

    RemarkId(SeatId seat, int number) {
      this.seat = seat;
      this.number = number;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof RemarkId that && seat.equals(that.seat) && number == that.number;
    }

    @Override
    public int hashCode() {
      return Objects.hash(seat, number);
    }
  }

  /** Under the id of another entity and a number. */
  @Entity
  @IdClass(RemarkId.class)
  public static class Remark {
    @Id
    @ManyToOne(fetch = FetchType.LAZY)
    public Seat seat = new Seat(new SeatId(Wing.NORTH, 1));

    @Id public int number = 5;
    public String text = "first";
  }

  private static Shape<Remark> derivedId() {
    return Shape.of(
            "id derived from another entity",
            Remark.class,
            () -> new RemarkId(new SeatId(Wing.NORTH, 1), 5),
            Remark::new)
        .changed(remark -> remark.text = "second")
        .described(remark -> remark.seat.describe() + remark.number + remark.text)
        .mappedWith(builder -> builder.entity(Seat.class))
        .among(session -> session.persist(new Seat(new SeatId(Wing.NORTH, 1))));
  }
}
