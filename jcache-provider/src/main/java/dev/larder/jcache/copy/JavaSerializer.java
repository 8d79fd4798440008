// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.copy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InvalidClassException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.OutputStream;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Java serialization under an {@link ObjectInputFilter}: the default {@link Serializer}.
 *
 * <p>It needs no configuration: {@code writeObject}, {@code readObject} and {@code readResolve} run
 * as they do elsewhere. The default filter limits depth, references, array lengths and bytes, and
 * rejects the classes that attacks on deserialization are known to use; these are refused when a
 * value is written, too. A filter that the JVM or the thread's context imposes is respected as
 * well: a class that either rejects is rejected.
 *
 * <p>Java serialization itself reads a reference back to a record that is still being read as null.
 * A serializable class that refers to a record that refers back to it should therefore not be
 * stored by way of that record.
 */
public final class JavaSerializer implements Serializer {

  /** Nested objects in one value; more would end in a stack overflow on small stacks. */
  static final int MAX_DEPTH = 2_000;

  /**
   * Below this length no value can exceed the default limits: an object nested in another takes at
   * least six bytes (a type code and a reference to its class), a reference and an array element at
   * least one.
   */
  static final int SURELY_WITHIN_LIMITS_BYTES = 6 * MAX_DEPTH;

  private static final ObjectInputFilter LIMITS =
      ObjectInputFilter.Config.createFilter(
          "maxdepth=" + MAX_DEPTH + ";maxrefs=50000000;maxarray=268435456;maxbytes=1073741824");

  private static final Map<String, Class<?>> PRIMITIVES =
      Map.of(
          "boolean", boolean.class,
          "byte", byte.class,
          "char", char.class,
          "short", short.class,
          "int", int.class,
          "long", long.class,
          "float", float.class,
          "double", double.class,
          "void", void.class);

  private static final ObjectInputFilter DEFAULT =
      seen ->
          seen.serialClass() != null && Gadgets.include(seen.serialClass())
              ? ObjectInputFilter.Status.REJECTED
              : LIMITS.checkInput(seen);

  private final ObjectInputFilter filter;

  /** What was found last; another loader than its own finds anew. */
  private volatile FoundClasses found = new FoundClasses(JavaSerializer.class.getClassLoader());

  private JavaSerializer(ObjectInputFilter filter) {
    this.filter = filter;
  }

  /** Java serialization under the default filter. */
  public static JavaSerializer standard() {
    return new JavaSerializer(DEFAULT);
  }

  /**
   * Java serialization under the given filter in place of the default one. Values are then read
   * back once when they are stored, so that one which the filter rejects is refused at once.
   */
  public static JavaSerializer filteredBy(ObjectInputFilter filter) {
    return new JavaSerializer(filter);
  }

  /** Whether a value that was written may be rejected when it is read. */
  boolean mayReject(byte[] bytes) {
    return bytes.length >= SURELY_WITHIN_LIMITS_BYTES
        || filter != DEFAULT
        || ObjectInputFilter.Config.getSerialFilter() != null;
  }

  @Override
  public byte[] serialize(Object value) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (ObjectOutputStream out =
        filter == DEFAULT ? new Wary(bytes) : new ObjectOutputStream(bytes)) {
      out.writeObject(value);
    }
    return bytes.toByteArray();
  }

  @Override
  public Object deserialize(byte[] bytes, ClassLoader loader)
      throws IOException, ClassNotFoundException {
    try (ObjectInputStream in =
        new LoaderStream(new ByteArrayInputStream(bytes), foundBy(loader), loader)) {
      Witness witness = new Witness(joined(filter, in.getObjectInputFilter()));
      in.setObjectInputFilter(witness);
      try {
        return in.readObject();
      } catch (InvalidClassException e) {
        throw witness.named(e);
      }
    }
  }

  private FoundClasses foundBy(ClassLoader loader) {
    FoundClasses known = found;
    if (!known.areOf(loader)) {
      known = new FoundClasses(loader);
      found = known;
    }
    return known;
  }

  /** Never names the filters' content: a filter of the user may hold anything. */
  @Override
  public String toString() {
    return filter == DEFAULT ? "JavaSerializer[default filter]" : "JavaSerializer[filter given]";
  }

  private static ObjectInputFilter joined(
      ObjectInputFilter ours, @Nullable ObjectInputFilter imposed) {
    return imposed == null ? ours : ObjectInputFilter.merge(ours, imposed);
  }

  /** A filter that remembers which class was rejected, because the exception does not say it. */
  private static final class Witness implements ObjectInputFilter {
    private final ObjectInputFilter filter;
    private @Nullable Class<?> rejected;

    Witness(ObjectInputFilter filter) {
      this.filter = filter;
    }

    @Override
    public Status checkInput(FilterInfo seen) {
      Status status = filter.checkInput(seen);
      if (status == Status.REJECTED) {
        rejected = seen.serialClass();
      }
      return status;
    }

    InvalidClassException named(InvalidClassException cause) {
      if (rejected == null) {
        return cause;
      }
      return Gadgets.include(rejected)
          ? RejectedClassException.gadget(rejected)
          : RejectedClassException.byFilter(rejected, cause);
    }
  }

  /** An object stream that writes no class that could not be read back. */
  private static final class Wary extends ObjectOutputStream {
    Wary(OutputStream out) throws IOException {
      super(out);
    }

    @Override
    protected void annotateClass(Class<?> type) throws IOException {
      if (Gadgets.include(type)) {
        throw RejectedClassException.gadget(type);
      }
    }
  }

  /** An object stream that finds every class by one given loader. */
  private static final class LoaderStream extends ObjectInputStream {

    private final FoundClasses found;
    private final ClassLoader loader;

    LoaderStream(InputStream in, FoundClasses found, ClassLoader loader) throws IOException {
      super(in);
      this.found = found;
      this.loader = loader;
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass description) throws ClassNotFoundException {
      String name = description.getName();
      Class<?> primitive = PRIMITIVES.get(name);
      return primitive != null ? primitive : found.find(name, loader);
    }

    @Override
    protected Class<?> resolveProxyClass(String[] names) throws ClassNotFoundException {
      Class<?>[] interfaces = new Class<?>[names.length];
      ClassLoader home = loader;
      for (int i = 0; i < names.length; i++) {
        interfaces[i] = Class.forName(names[i], false, loader);
        if (!Modifier.isPublic(interfaces[i].getModifiers())) {
          home = interfaces[i].getClassLoader(); // such a proxy must live beside its interface
        }
      }
      try {
        return Proxy.newProxyInstance(home, interfaces, (proxy, method, arguments) -> null)
            .getClass();
      } catch (IllegalArgumentException e) {
        throw new ClassNotFoundException("a proxy class cannot be defined by the loader", e);
      }
    }
  }
}
