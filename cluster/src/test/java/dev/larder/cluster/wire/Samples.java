// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.wire;

import dev.larder.cluster.message.CopyPiece;
import dev.larder.cluster.topology.Assignment;
import dev.larder.cluster.topology.Nonce;
import dev.larder.cluster.topology.Payload;
import dev.larder.cluster.topology.ProcessId;
import dev.larder.engine.entry.ExpiryRule;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes up records of any type, so that a new one is tested before anybody thinks of it. The same
 * seed makes the same ones.
 */
final class Samples {
  private static final int MOST_ELEMENTS = 3;

  private final Random random;
  private final Map<Class<?>, Class<?>> chosen = new HashMap<>();
  private final List<ProcessId> processes = new ArrayList<>();
  private int leastElements = 1;

  Samples(long seed) {
    this.random = new Random(seed);
    for (int i = 0; i < 5; i++) {
      processes.add(new ProcessId("node-" + i, uuid()));
    }
  }

  /**
   * From now on the family is always represented by this member, or by one of this smaller family.
   */
  Samples choosing(Class<?> family, Class<?> member) {
    chosen.put(family, member);
    return this;
  }

  /** From now on lists may be empty. */
  Samples withEmptyLists() {
    leastElements = 0;
    return this;
  }

  ProcessId process() {
    return processes.get(random.nextInt(processes.size()));
  }

  <T> T of(Class<T> type) {
    return type.cast(make(type));
  }

  private Object make(Type type) {
    if (type instanceof TypeVariable) {
      return make(Payload.class); // the only form in which values travel
    }
    if (type instanceof ParameterizedType generic) {
      Class<?> raw = (Class<?>) generic.getRawType();
      if (raw == List.class) {
        return list(generic.getActualTypeArguments()[0]);
      }
      if (raw == Optional.class) {
        return random.nextBoolean()
            ? Optional.of(make(generic.getActualTypeArguments()[0]))
            : Optional.empty();
      }
      return make(raw);
    }
    return make((Class<?>) type);
  }

  private Object make(Class<?> type) {
    if (type.isEnum()) {
      return anyOf(type.getEnumConstants());
    }
    if (type.isSealed()) {
      Class<?> member = chosen.get(type);
      return make(member == null ? anyOf(type.getPermittedSubclasses()) : member);
    }
    Object simple = simple(type);
    return simple == null ? record(type) : simple;
  }

  private @Nullable Object simple(Class<?> type) {
    return switch (type.getSimpleName()) {
      case "long", "Long" -> number();
      case "int" -> (int) number();
      case "boolean" -> random.nextBoolean();
      case "String" -> text();
      case "UUID" -> uuid();
      case "Payload" -> Payload.of(octets(random.nextInt(40)));
      case "ProcessId" -> process();
      case "Assignment" -> assignment();
      case "ExpiryRule" -> expiry();
      case "Keys" -> keys();
      case "Throwable" -> new RemoteFailureException("java.lang.Exception", Optional.of(text()));
      default -> null;
    };
  }

  private Object record(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    if (components == null) {
      throw new IllegalStateException("samples: nobody said how to make up a " + type.getName());
    }
    Object[] arguments = Arrays.stream(components).map(this::component).toArray();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      var constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(arguments);
    } catch (ReflectiveOperationException broken) {
      throw new IllegalStateException("samples: " + type.getName(), broken);
    }
  }

  private @Nullable Object component(RecordComponent component) {
    boolean mayBeNull = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    return mayBeNull && random.nextBoolean() ? null : make(component.getGenericType());
  }

  private List<Object> list(Type element) {
    List<Object> elements = new ArrayList<>();
    int count = random.nextInt(leastElements, MOST_ELEMENTS + 1);
    for (int i = 0; i < count; i++) {
      elements.add(make(element));
    }
    return elements;
  }

  private Assignment assignment() {
    List<ProcessId> copies = processes.subList(0, 1 + random.nextInt(3));
    long epoch = 1 + (number() >>> 2);
    return new Assignment(
        1 + random.nextInt(1000),
        epoch,
        1 + Math.floorMod(number(), epoch),
        copies.get(0),
        copies,
        random.nextBoolean() ? Optional.of(nonce()) : Optional.empty(),
        nonce());
  }

  private ExpiryRule expiry() {
    return switch (random.nextInt(3)) {
      case 0 -> ExpiryRule.NEVER;
      case 1 -> ExpiryRule.fixed(number() >>> 1);
      default -> new ExpiryRule(ExpiryRule.ETERNAL, number() >>> 1, number() >>> 1);
    };
  }

  private CopyPiece.Keys keys() {
    int first = random.nextInt(1000);
    List<Long> floors = Stream.generate(this::number).limit(1 + random.nextInt(3)).toList();
    List<CopyPiece.SlotImage> slots =
        Stream.generate(() -> of(CopyPiece.SlotImage.class)).limit(leastElements + 1L).toList();
    return new CopyPiece.Keys(first, first + floors.size(), floors, slots);
  }

  private Nonce nonce() {
    return new Nonce(random.nextLong(), random.nextLong());
  }

  private UUID uuid() {
    return new UUID(random.nextLong(), random.nextLong());
  }

  /** Of every size alike, and now and then at an edge. */
  private long number() {
    return switch (random.nextInt(12)) {
      case 0 -> 0;
      case 1 -> Long.MAX_VALUE;
      case 2 -> Long.MIN_VALUE;
      case 3 -> -1;
      default -> random.nextLong() >>> random.nextInt(Long.SIZE);
    };
  }

  private String text() {
    String[] texts = {"", "too late", "zu sp\u00e4t", "\ud83e\udd6b", "x".repeat(200)};
    return texts[random.nextInt(texts.length)];
  }

  private byte[] octets(int length) {
    byte[] octets = new byte[length];
    random.nextBytes(octets);
    return octets;
  }

  private <E> E anyOf(E[] elements) {
    return elements[random.nextInt(elements.length)];
  }
}
