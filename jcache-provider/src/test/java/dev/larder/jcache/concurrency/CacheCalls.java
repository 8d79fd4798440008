// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.concurrency;

import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;

/** All calls on single keys: those of which Lincheck makes its scenarios for a cache alone. */
public abstract class CacheCalls extends StoreCalls {

  /** See {@link Verb}. */
  @Operation
  public int containsKey(@Param(name = "key") int key) {
    return make(Verb.CONTAINS, key, 0, 0);
  }

  /** See {@link Verb}. */
  @Operation
  public int getAndPut(@Param(name = "key") int key, @Param(name = "value") int value) {
    return make(Verb.GET_AND_PUT, key, 0, value);
  }

  /** See {@link Verb}. */
  @Operation
  public int putIfAbsent(@Param(name = "key") int key, @Param(name = "value") int value) {
    return make(Verb.PUT_IF_ABSENT, key, 0, value);
  }

  /** See {@link Verb}. */
  @Operation
  public int remove(@Param(name = "key") int key) {
    return make(Verb.REMOVE, key, 0, 0);
  }

  /** See {@link Verb}. */
  @Operation
  public int removeIf(@Param(name = "key") int key, @Param(name = "value") int first) {
    return make(Verb.REMOVE_IF, key, first, 0);
  }

  /** See {@link Verb}. */
  @Operation
  public int getAndRemove(@Param(name = "key") int key) {
    return make(Verb.GET_AND_REMOVE, key, 0, 0);
  }

  /** See {@link Verb}. */
  @Operation
  public int replace(@Param(name = "key") int key, @Param(name = "value") int value) {
    return make(Verb.REPLACE, key, 0, value);
  }

  /** See {@link Verb}. */
  @Operation
  public int replaceIf(
      @Param(name = "key") int key,
      @Param(name = "value") int first,
      @Param(name = "value") int value) {
    return make(Verb.REPLACE_IF, key, first, value);
  }

  /** See {@link Verb}. */
  @Operation
  public int getAndReplace(@Param(name = "key") int key, @Param(name = "value") int value) {
    return make(Verb.GET_AND_REPLACE, key, 0, value);
  }

  /** See {@link Verb}. */
  @Operation
  public int take(@Param(name = "key") int key, @Param(name = "value") int first) {
    return make(Verb.TAKE, key, first, 0);
  }

  /** See {@link Verb}. */
  @Operation
  public int iterate(@Param(name = "key") int key) {
    return make(Verb.ITERATE, key, 0, 0);
  }

  /** See {@link Verb}. */
  @Operation
  public int iterateAndRemove(@Param(name = "key") int key) {
    return make(Verb.ITERATE_AND_REMOVE, key, 0, 0);
  }
}
