// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.copy;

import java.lang.invoke.MethodHandle;
import java.lang.reflect.RecordComponent;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The size of a record class and a way to what its records refer to.
 *
 * @param shallowBytes a record without what it refers to
 * @param gather {@code (Object record) -> Object[]}, all that a record refers to
 */
record SizedRecord(long shallowBytes, MethodHandle gather) {

  /** Empty if the record's package does not let us in. */
  static Optional<SizedRecord> of(Class<?> type) {
    long fields = 0;
    for (RecordComponent component : type.getRecordComponents()) {
      fields += Layout.fieldBytes(component.getType());
    }
    long shallow = Layout.object(fields);
    return RecordShape.of(type, component -> !component.isPrimitive())
        .map(shape -> new SizedRecord(shallow, shape.gather()));
  }

  @Nullable Object[] components(Object object) {
    try {
      return (Object[]) gather.invokeExact(object);
    } catch (Error | RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError("reading a field throws nothing", e);
    }
  }
}
