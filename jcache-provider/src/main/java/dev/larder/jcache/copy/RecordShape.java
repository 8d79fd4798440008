// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.copy;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Method handles that take a record apart and put a new one together, composed once for its class.
 *
 * <p>They read the fields, not the accessors, which may answer something else, and build by the
 * canonical constructor.
 *
 * @param open the number of components that are taken apart
 * @param gather {@code (Object record) -> Object[]}, the open components
 * @param build {@code (Object record, Object[] open) -> Object}, a record of the given open
 *     components and the other components of the given record
 */
record RecordShape(int open, MethodHandle gather, MethodHandle build) {

  private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();
  private static final MethodType GETTER = MethodType.methodType(Object.class, Object.class);

  /**
   * The shape of a record class, or empty if its package does not let us in.
   *
   * @param isOpen tells by its type whether a component is open
   */
  static Optional<RecordShape> of(Class<?> type, Predicate<Class<?>> isOpen) {
    try {
      return Optional.of(compose(type, isOpen));
    } catch (ReflectiveOperationException | RuntimeException e) {
      return Optional.empty(); // not opened to us, or too many components for a method handle
    }
  }

  private static RecordShape compose(Class<?> type, Predicate<Class<?>> isOpen)
      throws ReflectiveOperationException {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types = new Class<?>[components.length];
    MethodHandle[] sources = new MethodHandle[components.length];
    int[] arguments = new int[components.length];
    List<MethodHandle> open = new ArrayList<>();
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      MethodHandle getter = getter(type, components[i].getName());
      if (isOpen.test(types[i])) {
        sources[i] = element(open.size()).asType(MethodType.methodType(types[i], Object[].class));
        arguments[i] = 1;
        open.add(getter.asType(GETTER));
      } else {
        sources[i] = getter.asType(MethodType.methodType(types[i], Object.class));
      }
    }
    return new RecordShape(
        open.size(), gather(open), build(constructor(type, types), sources, arguments));
  }

  private static MethodHandle getter(Class<?> type, String name)
      throws ReflectiveOperationException {
    Field field = type.getDeclaredField(name);
    field.setAccessible(true);
    return LOOKUP.unreflectGetter(field);
  }

  private static MethodHandle constructor(Class<?> type, Class<?>[] types)
      throws ReflectiveOperationException {
    Constructor<?> constructor = type.getDeclaredConstructor(types);
    constructor.setAccessible(true);
    return LOOKUP.unreflectConstructor(constructor);
  }

  private static MethodHandle element(int index) {
    return MethodHandles.insertArguments(
        MethodHandles.arrayElementGetter(Object[].class), 1, index);
  }

  private static MethodHandle gather(List<MethodHandle> getters) {
    MethodHandle collect =
        MethodHandles.identity(Object[].class).asCollector(Object[].class, getters.size());
    MethodHandle read =
        MethodHandles.filterArguments(collect, 0, getters.toArray(new MethodHandle[0]));
    return MethodHandles.permuteArguments(
        read, MethodType.methodType(Object[].class, Object.class), new int[getters.size()]);
  }

  private static MethodHandle build(
      MethodHandle constructor, MethodHandle[] sources, int[] arguments) {
    MethodHandle filled = MethodHandles.filterArguments(constructor, 0, sources);
    Class<?>[] given = filled.type().parameterArray();
    assert Arrays.stream(given).allMatch(type -> type == Object.class || type == Object[].class);
    return MethodHandles.permuteArguments(
        filled.asType(filled.type().changeReturnType(Object.class)),
        MethodType.methodType(Object.class, Object.class, Object[].class),
        arguments);
  }
}
