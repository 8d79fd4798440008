// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.copy;

/**
 * What the store holds for a value that callers must not share: a private copy of it, or its bytes.
 *
 * <p>A value that cannot change is held as it is, without this wrapper, so that one type check
 * decides a hit. (An abstract class, not an interface: that check is then one comparison.)
 */
abstract sealed class Kept {

  /** What a caller receives: a new value that shares nothing that can change with the kept one. */
  abstract Object give(Keeper keeper);

  /** Kept values are never printed. */
  @Override
  public final String toString() {
    return getClass().getSimpleName();
  }

  /** A private copy in which no two references lead to one object that can change. */
  static final class Tree extends Kept {

    final Object value;
    private final Plan plan;
    private final Walk walk;

    Tree(Object value, Plan plan, Walk walk) {
      this.value = value;
      this.plan = plan;
      this.walk = walk;
    }

    @Override
    Object give(Keeper keeper) {
      try {
        return plan.copy(value, walk);
      } catch (StackOverflowError e) {
        throw keeper.refusals().tooDeep(value.getClass()); // the caller's stack was nearly used up
      }
    }
  }

  /** A private copy with shared references or cycles. */
  static final class Graph extends Kept {

    final Object value;

    Graph(Object value) {
      this.value = value;
    }

    @Override
    Object give(Keeper keeper) {
      return keeper.copyGraph(value);
    }
  }

  /** The bytes of a value that cannot be copied directly. */
  static final class Serialized extends Kept {

    final byte[] bytes;

    Serialized(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    Object give(Keeper keeper) {
      return keeper.deserialized(bytes);
    }
  }

  /** A private copy made by the user's copier. */
  static final class Copied extends Kept {

    final Object value;

    Copied(Object value) {
      this.value = value;
    }

    @Override
    Object give(Keeper keeper) {
      return keeper.copiedByUser(value);
    }
  }

  /** What is kept, with its weight: for a cache bounded by bytes. */
  static final class Weighed extends Kept {

    final long bytes;
    private final Object kept;

    Weighed(Object kept, long bytes) {
      this.kept = kept;
      this.bytes = bytes;
    }

    @Override
    Object give(Keeper keeper) {
      return keeper.give(kept);
    }
  }
}
