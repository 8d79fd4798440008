// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.copy;

import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/**
 * The plan of a record class: components whose type can change are copied, and a record with a
 * changed component is built anew by its canonical constructor.
 */
final class RecordPlan implements Plan {

  private final Class<?> type;
  private final Refusals refusals;
  private final MethodHandle gather;
  private final MethodHandle build;

  private RecordPlan(Class<?> type, Refusals refusals, RecordShape shape) {
    this.type = type;
    this.refusals = refusals;
    this.gather = shape.gather();
    this.build = shape.build();
  }

  static Plan of(Class<?> type, Plans plans) {
    return RecordShape.of(type, component -> !plans.neverChanges(component))
        .<Plan>map(shape -> new RecordPlan(type, plans.refusals(), shape))
        .orElse(FOREIGN);
  }

  @Override
  public Object copy(Object original, Walk walk) {
    @Nullable Object[] components = components(original);
    boolean same = true;
    for (int i = 0; i < components.length; i++) {
      Object component = components[i];
      Object copy = walk.copy(component);
      if (copy != component) {
        components[i] = copy;
        same = false;
      }
    }
    return same ? original : build(original, components);
  }

  private @Nullable Object[] components(Object original) {
    try {
      return (Object[]) gather.invokeExact(original);
    } catch (Error e) {
      throw e;
    } catch (Throwable e) {
      throw refusals.brokenRecord(type, e);
    }
  }

  private Object build(Object original, @Nullable Object[] components) {
    try {
      return (Object) build.invokeExact(original, components);
    } catch (Error e) {
      throw e;
    } catch (Throwable e) {
      throw refusals.brokenRecord(type, e);
    }
  }
}
