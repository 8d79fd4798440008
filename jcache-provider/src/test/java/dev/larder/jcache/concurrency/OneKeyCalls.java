// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.concurrency;

import org.jetbrains.lincheck.datastructures.Operation;

/**
 * All calls, on one key: those that concern all keys among them, which take effect on one key after
 * the other.
 */
public abstract class OneKeyCalls extends CacheCalls {

  @Override
  final int make(Call call) {
    return makeOnOneKey(new Call(call.verb(), 1, call.first(), call.second()));
  }

  /** Makes a call on the one key. */
  abstract int makeOnOneKey(Call call);

  /** See {@link Verb}. */
  @Operation
  public int clear() {
    return make(Verb.CLEAR, 1, 0, 0);
  }

  /** See {@link Verb}. */
  @Operation
  public int removeAll() {
    return make(Verb.REMOVE_ALL, 1, 0, 0);
  }
}
