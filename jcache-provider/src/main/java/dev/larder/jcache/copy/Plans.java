// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.copy;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The plans of one cache, made once for each class that it meets.
 *
 * <p>They are the cache's own and no static state, so that a class loader goes when its caches
 * went.
 */
final class Plans {

  private final ConcurrentHashMap<Class<?>, Plan> plans = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<Class<?>, Boolean> stateless = new ConcurrentHashMap<>();
  private final Refusals refusals;

  Plans(Refusals refusals) {
    this.refusals = refusals;
  }

  Refusals refusals() {
    return refusals;
  }

  Plan of(Class<?> type) {
    Plan plan = plans.get(type);
    return plan != null ? plan : make(type);
  }

  /** Whether no object of the given static type can change, subclasses included. */
  boolean neverChanges(Class<?> type) {
    return neverChanges(type, new HashSet<>());
  }

  /** Whether the class has no instance field, so that nobody can tell one object from another. */
  boolean isStateless(Class<?> type) {
    return stateless.computeIfAbsent(type, Plans::hasNoInstanceField);
  }

  private Plan make(Class<?> type) {
    Plan made = planFor(type);
    Plan before = plans.putIfAbsent(type, made);
    return before != null ? before : made;
  }

  private Plan planFor(Class<?> type) {
    if (Immutables.contains(type) || Enum.class.isAssignableFrom(type)) {
      return Plan.SHARED;
    }
    if (type.isArray()) {
      return ArrayPlans.of(type.getComponentType(), this);
    }
    if (type.isRecord()) {
      return neverChanges(type) ? Plan.SHARED : RecordPlan.of(type, this);
    }
    return Containers.planOf(type);
  }

  /**
   * Records may refer to their own type: a type that is being looked at already is taken as
   * unchanging, since it is so if the rest is.
   */
  private boolean neverChanges(Class<?> type, Set<Class<?>> seen) {
    if (type.isPrimitive() || type.isEnum()) {
      return true;
    }
    if (!Modifier.isFinal(type.getModifiers()) || type.isArray()) {
      return false;
    }
    if (Immutables.contains(type)) {
      return true;
    }
    if (!type.isRecord()) {
      return false;
    }
    if (!seen.add(type)) {
      return true;
    }
    for (Field field : type.getDeclaredFields()) {
      if (!Modifier.isStatic(field.getModifiers()) && !neverChanges(field.getType(), seen)) {
        return false;
      }
    }
    return true;
  }

  private static boolean hasNoInstanceField(Class<?> type) {
    for (Class<?> at = type; at != null; at = at.getSuperclass()) {
      for (Field field : at.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers())) {
          return false;
        }
      }
    }
    return true;
  }
}
