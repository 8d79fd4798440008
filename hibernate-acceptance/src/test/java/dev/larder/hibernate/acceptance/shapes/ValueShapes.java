// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.shapes;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Attributes of every type; those that can be changed in place are changed so. */
final class ValueShapes {
  private ValueShapes() {}

  static List<Shape<?>> all() {
    return List.of(
        Shape.of("arrays", Arrayed.class, () -> 1L, Arrayed::new)
            .changed(Arrayed::changeInPlace)
            .described(Arrayed::describe),
        Shape.of("times", Timed.class, () -> 1L, Timed::new)
            .changed(Timed::move)
            .described(Timed::describe),
        Shape.of("basic types", Basics.class, () -> 1L, Basics::new)
            .changed(Basics::forget)
            .described(Basics::describe),
        Shape.of("mutable embeddable", Crate.class, () -> 1L, Crate::new)
            .changed(
                crate -> {
                  crate.size.width = 9;
                  crate.size.label.text = "second";
                  crate.spare = new Size(4, null);
                })
            .described(Crate::describe),
        Shape.of("record embeddable", Pin.class, () -> 1L, Pin::new)
            .changed(pin -> pin.at = new Point(3, new Label("second")))
            .described(pin -> pin.at.x() + pin.at.label().text),
        Shape.of("record embeddable changed within", Pin.class, () -> 1L, Pin::new)
            .changed(pin -> pin.at.label().text = "second")
            .described(pin -> pin.at.x() + pin.at.label().text),
        Shape.of("embeddable that becomes null", Crate.class, () -> 1L, Crate::new)
            .changed(crate -> crate.size = null)
            .described(Crate::describe),
        Shape.of("mutable date", Dated.class, () -> 1L, Dated::new)
            .changed(dated -> dated.at.setTime(2_000_000))
            .described(dated -> String.valueOf(dated.at.getTime())),
        Shape.of("converter with a mutable value", Tagged.class, () -> 1L, Tagged::new)
            .changed(tagged -> tagged.words.add("second"))
            .described(tagged -> String.valueOf(tagged.words)),
        Shape.of("serializable with a mutable value", Boxed.class, () -> 1L, Boxed::new)
            .changed(boxed -> boxed.content.words.add("second"))
            .described(boxed -> String.valueOf(boxed.content.words)));
  }

  /** With arrays of bytes, numbers and texts. */
  @Entity
  public static class Arrayed {
    @Id public long id = 1;
    public byte[] bytes = {1, 2, 3};
    public int[] numbers = {4, 5};
    public String[] texts = {"a", "b"};
    public byte[] none;

    void changeInPlace() {
      bytes[0] = 9;
      numbers[1] = 9;
      texts[0] = "second";
      none = new byte[] {7};
    }

    String describe() {
      return Arrays.toString(bytes)
          + Arrays.toString(numbers)
          + Arrays.toString(texts)
          + Arrays.toString(none);
    }
  }

  /** With a time of each type. */
  @Entity
  public static class Timed {
    @Id public long id = 1;
    public Instant instant = Instant.ofEpochSecond(1_700_000_000, 123_000_000);
    public LocalDate date = LocalDate.of(2024, 2, 29);
    public LocalTime time = LocalTime.of(23, 59, 58);
    public LocalDateTime dateTime = LocalDateTime.of(1969, 12, 31, 23, 59, 58);
    public OffsetDateTime offset =
        OffsetDateTime.of(2024, 3, 31, 2, 30, 0, 0, ZoneOffset.ofHours(-3));
    public ZonedDateTime zoned =
        ZonedDateTime.of(2024, 3, 31, 4, 30, 0, 0, ZoneId.of("Europe/Paris"));
    public Duration duration = Duration.ofSeconds(90, 5);
    public Year year = Year.of(2024);
    public ZoneId zone = ZoneId.of("Asia/Tokyo");

    void move() {
      instant = instant.plusSeconds(1);
      date = date.plusDays(1);
      time = null;
      dateTime = dateTime.plusYears(100);
      offset = offset.plusHours(1);
      zoned = zoned.plusDays(1);
      duration = duration.negated();
      year = Year.of(-1);
      zone = ZoneId.of("UTC");
    }

    String describe() {
      return instant
          + "|"
          + date
          + "|"
          + time
          + "|"
          + dateTime
          + "|"
          + offset.toInstant()
          + "|"
          + zoned.toInstant()
          + "|"
          + duration
          + "|"
          + year
          + "|"
          + zone;
    }
  }

  /** With what is most used beside. */
  @Entity
  public static class Basics {
    @Id public long id = 1;
    public boolean flag = true;
    public Boolean maybe = false;
    public char letter = 'ä';
    public short little = -1;
    public Double real = Double.MIN_VALUE;
    public float single = 1.5f;
    public BigDecimal price = new BigDecimal("10.10");
    public BigInteger count = BigInteger.TEN;
    public UUID uuid = new UUID(1, 2);
    public Locale locale = Locale.CANADA_FRENCH;
    public Currency currency = Currency.getInstance("EUR");
    public IdShapes.Wing wing = IdShapes.Wing.SOUTH;
    public Class<?> kind = String.class;

    void forget() {
      flag = false;
      maybe = null;
      letter = 'z';
      little = Short.MAX_VALUE;
      real = null;
      single = 2.25f;
      price = new BigDecimal("-0.01");
      count = null;
      uuid = null;
      locale = Locale.ROOT;
      currency = null;
      wing = null;
      kind = null;
    }

    String describe() {
      List<Object> all = new ArrayList<>(List.of(flag, letter, little, single, price));
      all.addAll(Arrays.asList(maybe, real, count, uuid, locale, currency, kind));
      all.add(wing == null ? null : wing.name());
      return all.toString();
    }
  }

  /** An embeddable in an embeddable. */
  @Embeddable
  public static class Label {
    public String text;

    protected Label() {}

    Label(String text) {
      this.text = text;
    }
  }

  /** Mutable, with one that is. */
  @Embeddable
  public static class Size {
    public Integer width;
    @Embedded public Label label;

    protected Size() {}

    Size(Integer width, Label label) {
      this.width = width;
      this.label = label;
    }
  }

  /** With an embeddable, and room for another. */
  @Entity
  public static class Crate {
    @Id public long id = 1;
    @Embedded public Size size = new Size(3, new Label("first"));

    @Embedded
    @AttributeOverride(name = "width", column = @Column(name = "spareWidth"))
    @AttributeOverride(name = "label.text", column = @Column(name = "spareText"))
    public Size spare;

    String describe() {
      return describe(size) + " and " + describe(spare);
    }

    private static String describe(Size size) {
      if (size == null) {
        return "none";
      }
      return size.width + (size.label == null ? " unlabelled" : " " + size.label.text);
    }
  }

  /** A record with a mutable embeddable. */
  @Embeddable
  public record Point(int x, @Embedded Label label) {}

  /** With a record. */
  @Entity
  public static class Pin {
    @Id public long id = 1;
    @Embedded public Point at = new Point(1, new Label("first"));
  }

  /** With the mutable date of old. */
  @Entity
  public static class Dated {
    @Id public long id = 1;
    public Date at = new Date(1_000_000);
  }

  /** A list in one column. */
  public static final class Words implements AttributeConverter<List<String>, String> {
    @Override
    public String convertToDatabaseColumn(List<String> words) {
      return words == null ? null : String.join(",", words);
    }

    @Override
    public List<String> convertToEntityAttribute(String column) {
      return column == null ? null : new ArrayList<>(Arrays.asList(column.split(",")));
    }
  }

  /** With a list that a converter stores. */
  @Entity
  public static class Tagged {
    @Id public long id = 1;

    @Convert(converter = Words.class)
    public List<String> words = new ArrayList<>(List.of("first"));
  }

  /** Stored as its serialized form. */
  public static class Content implements Serializable {
    private static final long serialVersionUID = 1;

    public final ArrayList<String> words = new ArrayList<>(List.of("first"));

    @Override
    public boolean equals(Object other) {
      return other instanceof Content that && words.equals(that.words);
    }

    @Override
    public int hashCode() {
      return words.hashCode();
    }
  }

  /** With a serializable. */
  @Entity
  public static class Boxed {
    @Id public long id = 1;

    @Column(length = 2000)
    public Content content = new Content();
  }
}
