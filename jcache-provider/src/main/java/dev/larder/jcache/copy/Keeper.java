// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.copy;

import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.NotSerializableException;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import javax.cache.CacheException;
import org.jspecify.annotations.Nullable;

/**
 * How one cache takes keys and values into the store and hands them out again: by value, by a
 * user's copier, or by reference.
 *
 * <p>By value, what cannot change is passed through; records and common classes of the JDK are
 * copied directly, with shared references and cycles inside one value kept; a value that holds
 * anything else goes by the serializer as a whole. A value that cannot be copied is refused with a
 * {@link CacheException}; it is never shared. All methods may be called by many threads.
 */
public final class Keeper {

  /** Who makes copies of values. */
  private enum Mode {
    REFERENCE,
    COPIER,
    VALUE
  }

  private final Mode mode;
  private final String cacheName;
  private final Copier<Object> copier;
  private final Serializer serializer;
  private final Supplier<? extends @Nullable ClassLoader> loader;
  private final Refusals refusals;
  private final Plans plans;
  private final Walk treeWalk;
  private final Walk shallowWalk;

  private final @Nullable Scale scale;

  /** Weighs an entry while no lock is held: it may be user code. */
  @FunctionalInterface
  public interface Scale {
    /** The bytes of an entry, given its key, the caller's value and what is kept of it. */
    long bytes(Object key, Object value, Object kept);
  }

  /** Classes of which one value has been written and read back. */
  private final Set<Class<?>> proven = ConcurrentHashMap.newKeySet();

  private Keeper(
      Mode mode,
      String cacheName,
      Copier<Object> copier,
      Serializer serializer,
      Supplier<? extends @Nullable ClassLoader> loader,
      @Nullable Scale scale) {
    this.mode = mode;
    this.copier = copier;
    this.serializer = serializer;
    this.loader = loader;
    this.refusals = new Refusals(cacheName);
    this.plans = new Plans(refusals);
    this.treeWalk = Walk.forTrees(plans);
    this.shallowWalk = Walk.shallow(plans);
    this.scale = scale;
    this.cacheName = cacheName;
  }

  /** The same, for a cache bounded by bytes: every value is kept with its weight. */
  public Keeper weighing(Scale weighed) {
    return new Keeper(mode, cacheName, copier, serializer, loader, weighed);
  }

  /** Store-by-reference: the store holds, and a caller receives, the very object. */
  public static Keeper byReference(String cacheName) {
    return new Keeper(
        Mode.REFERENCE,
        cacheName,
        value -> value,
        JavaSerializer.standard(),
        () -> Keeper.class.getClassLoader(),
        null);
  }

  /**
   * Store-by-value.
   *
   * @param cacheName named in messages
   * @param serializer for what cannot be copied directly
   * @param loader gives the class loader of the cache manager, or null once that is gone
   */
  public static Keeper byValue(
      String cacheName, Serializer serializer, Supplier<? extends @Nullable ClassLoader> loader) {
    return new Keeper(Mode.VALUE, cacheName, value -> value, serializer, loader, null);
  }

  /**
   * Store-by-value with a user's copier for every value; keys are copied as by {@link #byValue}.
   */
  public static Keeper byCopier(
      String cacheName,
      Copier<?> copier,
      Serializer serializer,
      Supplier<? extends @Nullable ClassLoader> loader) {
    @SuppressWarnings("unchecked") // the cache holds values of the copier's type only
    Copier<Object> any = (Copier<Object>) copier;
    return new Keeper(Mode.COPIER, cacheName, any, serializer, loader, null);
  }

  /**
   * What the store holds for the value of a key on its way in.
   *
   * @throws CacheException if the value cannot be copied, or its weight is below 0
   */
  public Object keepFor(Object key, Object value) {
    Object kept = keep(value);
    if (scale == null) {
      return kept;
    }
    long bytes = scale.bytes(key, value, kept);
    if (bytes < 0) {
      throw new CacheException(
          "cache " + cacheName + ": its weigher gave " + bytes + " bytes; use 0 or more");
    }
    return new Kept.Weighed(kept, bytes);
  }

  /** The weight of what {@link #keepFor} returned, in bytes. */
  public static long bytesOf(Object kept) {
    return kept instanceof Kept.Weighed weighed ? weighed.bytes : 0;
  }

  /**
   * What the store holds for a value on its way in.
   *
   * @throws CacheException if the value cannot be copied
   */
  public Object keep(Object value) {
    return switch (mode) {
      case REFERENCE -> value;
      case COPIER -> new Kept.Copied(copiedByUser(value));
      case VALUE -> keepByValue(value);
    };
  }

  /**
   * Whether {@link #give} gives back its argument, whatever is kept for values of the given type:
   * so by reference, and by value if no value of the type can change.
   */
  public boolean givesKept(Class<?> valueType) {
    boolean shared =
        switch (mode) {
          case REFERENCE -> true;
          case COPIER -> false;
          case VALUE -> plans.neverChanges(valueType);
        };
    return shared && scale == null;
  }

  /**
   * What a caller receives for what {@link #keep} returned: equal to the value that was kept, and
   * sharing nothing with it that can change.
   *
   * @throws CacheException if the kept value cannot be read back
   */
  public Object give(Object kept) {
    return kept instanceof Kept wrapped ? wrapped.give(this) : kept;
  }

  /**
   * The key that the store holds: an equal object that no caller can change.
   *
   * @throws CacheException if the key cannot be copied, or is not equal to a copy of itself
   */
  public Object keepKey(Object key) {
    if (mode == Mode.REFERENCE || plans.of(key.getClass()) == Plan.SHARED) {
      return key;
    }
    Object copy = copyKey(key);
    if (copy != key && !(copy.equals(key) && copy.hashCode() == key.hashCode())) {
      throw refusals.keyNotByValue(key.getClass());
    }
    return copy;
  }

  /** What a caller receives for a key that {@link #keepKey} returned. */
  public Object giveKey(Object keptKey) {
    boolean shared = mode == Mode.REFERENCE || plans.of(keptKey.getClass()) == Plan.SHARED;
    return shared ? keptKey : copyKey(keptKey);
  }

  /** Never holds keys or values. */
  @Override
  public String toString() {
    return "Keeper[" + refusals.cacheName() + ", " + mode + "]";
  }

  Refusals refusals() {
    return refusals;
  }

  Object copiedByUser(Object value) {
    @Nullable Object copy;
    try {
      copy = copier.copy(value);
    } catch (RuntimeException e) {
      throw refusals.copierFailed(value.getClass(), e);
    }
    if (copy == null) {
      throw refusals.copierGaveNull(value.getClass());
    }
    return copy;
  }

  Object copyGraph(Object value) {
    return copied(value, Walk.remembering(plans));
  }

  Object deserialized(byte[] bytes) {
    try {
      return read(bytes);
    } catch (IOException | ClassNotFoundException | RuntimeException | StackOverflowError e) {
      throw e instanceof CacheException known ? known : refusals.unreadable(e);
    }
  }

  private Object keepByValue(Object value) {
    Plan plan = plans.of(value.getClass());
    if (plan == Plan.SHARED) {
      return value;
    }
    if (plan == Plan.FOREIGN) {
      return new Kept.Serialized(serialized(value));
    }
    try {
      Walk walk = Walk.remembering(plans);
      Object copy = copied(value, walk);
      if (copy == value) {
        return value;
      }
      if (walk.sharesCopies()) {
        return new Kept.Graph(copy);
      }
      return new Kept.Tree(copy, plan, walk.copiedElements() ? treeWalk : shallowWalk);
    } catch (ForeignClass e) {
      return new Kept.Serialized(serialized(value));
    }
  }

  private Object copyKey(Object key) {
    if (plans.of(key.getClass()) != Plan.FOREIGN) {
      try {
        return copied(key, Walk.remembering(plans));
      } catch (ForeignClass e) {
        return deserialized(serialized(key));
      }
    }
    return deserialized(serialized(key));
  }

  private Object copied(Object value, Walk walk) {
    try {
      return Objects.requireNonNull(walk.copy(value));
    } catch (StackOverflowError e) {
      throw refusals.tooDeep(value.getClass()); // the caller's stack was nearly used up
    }
  }

  /**
   * The bytes of a value, known to be readable: what was accepted must not fail when it is read.
   */
  private byte[] serialized(Object value) {
    Class<?> type = value.getClass();
    byte[] bytes;
    try {
      bytes = serializer.serialize(value);
    } catch (NotSerializableException e) {
      throw refusals.notSerializable(type, e);
    } catch (StackOverflowError e) {
      throw refusals.tooDeep(type);
    } catch (IOException | RuntimeException e) {
      throw refusals.notSerialized(type, e);
    }
    if (!proven.contains(type) || mayBeRejected(bytes)) {
      prove(type, bytes);
    }
    return bytes;
  }

  private boolean mayBeRejected(byte[] bytes) {
    return serializer instanceof JavaSerializer java && java.mayReject(bytes);
  }

  private void prove(Class<?> type, byte[] bytes) {
    try {
      read(bytes);
    } catch (StackOverflowError e) {
      throw refusals.tooDeep(type);
    } catch (IOException | ClassNotFoundException | RuntimeException e) {
      throw e instanceof CacheException known ? known : refusals.notReadableBack(type, e);
    }
    proven.add(type);
  }

  private Object read(byte[] bytes) throws IOException, ClassNotFoundException {
    ClassLoader current = loader.get();
    if (current == null) {
      throw refusals.loaderGone();
    }
    @Nullable Object value = serializer.deserialize(bytes, current);
    if (value == null) {
      throw new InvalidObjectException("the serializer gave null");
    }
    return value;
  }
}
