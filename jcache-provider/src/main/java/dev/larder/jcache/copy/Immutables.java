// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.copy;

import java.io.File;
import java.lang.invoke.MethodType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.chrono.HijrahDate;
import java.time.chrono.JapaneseDate;
import java.time.chrono.JapaneseEra;
import java.time.chrono.MinguoDate;
import java.time.chrono.ThaiBuddhistDate;
import java.util.Collections;
import java.util.Currency;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The classes of the JDK whose objects never change once they can be seen.
 *
 * <p>Exactly these classes: a user's subclass of {@link BigDecimal} may change. Enums and records
 * of such types are immutable as well; {@link Plans} sees to them.
 */
final class Immutables {

  private static final Set<Class<?>> CLASSES =
      Set.of(
          String.class,
          Boolean.class,
          Byte.class,
          Character.class,
          Short.class,
          Integer.class,
          Long.class,
          Float.class,
          Double.class,
          BigInteger.class,
          BigDecimal.class,
          MathContext.class,
          UUID.class,
          Class.class,
          MethodType.class,
          Locale.class,
          Currency.class,
          Pattern.class,
          StackTraceElement.class,
          URI.class,
          URL.class,
          Inet4Address.class,
          Inet6Address.class,
          InetSocketAddress.class,
          File.class,
          Path.of("").getClass(),
          Instant.class,
          LocalDate.class,
          LocalTime.class,
          LocalDateTime.class,
          ZonedDateTime.class,
          OffsetDateTime.class,
          OffsetTime.class,
          Duration.class,
          Period.class,
          Year.class,
          YearMonth.class,
          MonthDay.class,
          ZoneOffset.class,
          ZoneId.of("Europe/Paris").getClass(),
          HijrahDate.class,
          JapaneseDate.class,
          JapaneseEra.class,
          MinguoDate.class,
          ThaiBuddhistDate.class,
          OptionalInt.class,
          OptionalLong.class,
          OptionalDouble.class,
          Collections.emptyList().getClass(),
          Collections.emptySet().getClass(),
          Collections.emptyMap().getClass());

  private Immutables() {}

  static boolean contains(Class<?> type) {
    return CLASSES.contains(type);
  }
}
