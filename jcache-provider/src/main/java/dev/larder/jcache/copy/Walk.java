// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.copy;

import java.util.Comparator;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/**
 * One direct copy of one value: it remembers what was copied already, so that shared references and
 * cycles stay what they are.
 *
 * <p>A walk that remembers belongs to one thread. One that does not has no state and may be shared;
 * it is right only for a value known to be a tree: one that a walk which remembers found no shared
 * objects in, and that has not changed since. A shallow one is for a tree of which that walk copied
 * no element of a container either: containers are then copied without a look at what they hold,
 * and that is most of the time where much is cached, for it is not in the processor's caches.
 */
final class Walk {

  /** Nested objects in one value; the stack of any thread holds that many. */
  static final int MAX_DEPTH = 1_000;

  private static final int FEW = 16;

  /** Stands for the copy of an object that is complete only after what it refers to. */
  private static final Object PENDING = new Object();

  private static final Object[] NONE = {};

  private final Plans plans;
  private final boolean remembers;
  private final boolean shallow;
  private @Nullable Object[] few = NONE;
  private int count;
  private @Nullable IdentityHashMap<Object, Object> many;
  private int depth;
  private boolean shares;
  private boolean copiedElements;

  private Walk(Plans plans, boolean remembers, boolean shallow) {
    this.plans = plans;
    this.remembers = remembers;
    this.shallow = shallow;
  }

  static Walk remembering(Plans plans) {
    return new Walk(plans, true, false);
  }

  static Walk forTrees(Plans plans) {
    return new Walk(plans, false, false);
  }

  static Walk shallow(Plans plans) {
    return new Walk(plans, false, true);
  }

  /** Whether an object that was copied has been met twice. */
  boolean sharesCopies() {
    return shares;
  }

  /** Whether an element of a container has been copied. */
  boolean copiedElements() {
    return copiedElements;
  }

  /** Whether every element of every container is to be shared. */
  boolean isShallow() {
    return shallow;
  }

  /** The same as {@link #copy} for what a collection, map or array refers to. */
  @Nullable Object element(@Nullable Object original) {
    if (shallow) {
      return original;
    }
    Object copy = copy(original);
    if (remembers) {
      copiedElements |= copy != original;
    }
    return copy;
  }

  /** A copy of anything, or the thing itself where it cannot change. */
  @Nullable Object copy(@Nullable Object original) {
    if (original == null || original.getClass() == String.class) {
      return original;
    }
    Plan plan = plans.of(original.getClass());
    if (plan == Plan.SHARED) {
      return original;
    }
    return remembers ? copyOnce(original, plan) : plan.copy(original, this);
  }

  /** Tells that what refers to the original from now on has to refer to the copy. */
  void began(Object original, Object copy) {
    if (remembers) {
      remember(original, copy);
    }
  }

  /** Passes a comparator on to the copy of a sorted collection, if that cannot change. */
  void share(@Nullable Comparator<?> comparator) {
    if (remembers && comparator != null && !plans.isStateless(comparator.getClass())) {
      if (copy(comparator) != comparator) {
        throw new ForeignClass(comparator.getClass());
      }
    }
  }

  /** Whether no object of the given static type can change. */
  boolean neverChanges(Class<?> type) {
    return plans.neverChanges(type);
  }

  private Object copyOnce(Object original, Plan plan) {
    Object known = recall(original);
    if (known == PENDING) {
      throw plans.refusals().cycle(original.getClass());
    }
    if (known != null) {
      shares |= known != original;
      return known;
    }
    if (++depth > MAX_DEPTH) {
      throw plans.refusals().tooDeep(original.getClass());
    }
    remember(original, PENDING);
    Object copy = plan.copy(original, this);
    remember(original, copy);
    depth--;
    return copy;
  }

  private @Nullable Object recall(Object original) {
    if (many != null) {
      return many.get(original);
    }
    for (int i = 0; i < count; i += 2) {
      if (few[i] == original) {
        return few[i + 1];
      }
    }
    return null;
  }

  private void remember(Object original, Object copy) {
    if (many != null) {
      many.put(original, copy);
      return;
    }
    for (int i = count - 2; i >= 0; i -= 2) {
      if (few[i] == original) {
        few[i + 1] = copy;
        return;
      }
    }
    append(original, copy);
  }

  private void append(Object original, Object copy) {
    if (count == 0) {
      few = new Object[FEW];
    } else if (count == FEW) {
      IdentityHashMap<Object, Object> all = new IdentityHashMap<>(2 * FEW);
      for (int i = 0; i < count; i += 2) {
        all.put(few[i], few[i + 1]);
      }
      all.put(original, copy);
      many = all;
      return;
    }
    few[count++] = original;
    few[count++] = copy;
  }
}
