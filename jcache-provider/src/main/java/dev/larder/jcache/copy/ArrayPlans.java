// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.copy;

/** The plans of arrays: a clone, and for arrays of objects a copy of each element. */
final class ArrayPlans {

  private ArrayPlans() {}

  static Plan of(Class<?> componentType, Plans plans) {
    if (componentType.isPrimitive()) {
      return ofPrimitives(componentType);
    }
    if (plans.neverChanges(componentType)) {
      return (original, walk) -> ((Object[]) original).clone();
    }
    return ArrayPlans::copyElements;
  }

  private static Object copyElements(Object original, Walk walk) {
    Object[] copy = ((Object[]) original).clone();
    walk.began(original, copy);
    for (int i = 0; !walk.isShallow() && i < copy.length; i++) {
      copy[i] = walk.element(copy[i]);
    }
    return copy;
  }

  private static Plan ofPrimitives(Class<?> type) {
    if (type == byte.class) {
      return (original, walk) -> ((byte[]) original).clone();
    }
    if (type == int.class) {
      return (original, walk) -> ((int[]) original).clone();
    }
    if (type == long.class) {
      return (original, walk) -> ((long[]) original).clone();
    }
    if (type == double.class) {
      return (original, walk) -> ((double[]) original).clone();
    }
    if (type == char.class) {
      return (original, walk) -> ((char[]) original).clone();
    }
    if (type == float.class) {
      return (original, walk) -> ((float[]) original).clone();
    }
    if (type == short.class) {
      return (original, walk) -> ((short[]) original).clone();
    }
    return (original, walk) -> ((boolean[]) original).clone();
  }
}
