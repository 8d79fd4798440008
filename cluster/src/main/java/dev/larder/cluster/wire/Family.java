// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.wire;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The shape of a closed family of records: the number of the member, then its body.
 *
 * <p>Style: by class and not through a method of the family, because what is known of a member is
 * stated once for both directions. A test walks the families, so that none is forgotten.
 *
 * @param <T> the family
 */
final class Family<T> implements Shape<T> {
  private final String name;
  private final Map<Class<?>, Member<? extends T>> byType = new HashMap<>();
  private final Map<Long, Member<? extends T>> byNumber = new TreeMap<>();

  /** One record of a family. */
  private record Member<S>(long number, Body<S> body) {
    @SuppressWarnings("unchecked") // found by the value's own class
    void write(Object value, Output out) {
      out.number(number);
      body.write((S) value, out);
    }
  }

  private Family(String name) {
    this.name = name;
  }

  /** One without members so far. */
  static <T> Family<T> of(String name) {
    return new Family<>(name);
  }

  /**
   * Adds a member.
   *
   * @param number never used for anything else, even when the member is long gone
   */
  <S extends T> Family<T> with(int number, Class<? super S> type, Form<S> form) {
    return add(type, new Member<>(number, new Body<>(type.getSimpleName(), form)));
  }

  /** Adds the members of a smaller family, with their numbers. */
  Family<T> with(Family<? extends T> part) {
    part.byType.forEach(this::add);
    return this;
  }

  private Family<T> add(Class<?> type, Member<? extends T> member) {
    if (byType.put(type, member) != null || byNumber.put(member.number(), member) != null) {
      throw new IllegalStateException(
          name
              + ": "
              + type.getSimpleName()
              + " or its number "
              + member.number()
              + " comes twice");
    }
    return this;
  }

  Set<Class<?>> types() {
    return Set.copyOf(byType.keySet());
  }

  @Override
  public void write(T value, Output out) {
    Member<? extends T> member = byType.get(value.getClass());
    if (member == null) {
      throw new IllegalStateException(
          name + ": " + value.getClass().getSimpleName() + " has no form in this package");
    }
    member.write(value, out);
  }

  @Override
  public T read(Input in) {
    long number = in.number();
    Member<? extends T> member = byNumber.get(number);
    if (member == null) {
      throw in.refusal(
          name + " number " + Long.toUnsignedString(number) + "; known are " + known());
    }
    return member.body().read(in);
  }

  @Override
  public int leastBytes() {
    return 2;
  }

  private String known() {
    return byNumber.values().stream()
        .map(member -> member.number() + " " + member.body().name())
        .collect(Collectors.joining(", "));
  }
}
