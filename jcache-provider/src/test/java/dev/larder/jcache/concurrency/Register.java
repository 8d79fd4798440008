// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.concurrency;

/**
 * What a call on one key does, told by its value alone: the sequential model of a cache.
 *
 * @param result what the caller is told
 * @param wrote whether the value was written or removed, which a writer hears of
 * @param value the value afterwards
 */
record Register(int result, boolean wrote, int value) {

  /**
   * Applies a call.
   *
   * @param value the value in the cache, or {@link Call#NONE}
   * @param loadable what a loader would give; the calls that read through see it if there is none
   */
  static Register apply(Call call, int value, int loadable) {
    boolean present = value != Call.NONE;
    int read = present ? value : loadable;
    return switch (call.verb()) {
      case GET, GET_ALL -> new Register(read, false, read);
      case CONTAINS -> new Register(Call.of(present), false, value);
      case PUT, PUT_ALL -> new Register(Call.VOID, true, call.second());
      case GET_AND_PUT -> new Register(value, true, call.second());
      case PUT_IF_ABSENT -> writeIf(!present, Call.of(!present), call.second(), value);
      case REMOVE -> new Register(Call.of(present), true, Call.NONE);
      case REMOVE_IF -> writeIf(equal(value, call), Call.of(equal(value, call)), Call.NONE, value);
      case GET_AND_REMOVE -> new Register(value, true, Call.NONE);
      case REPLACE -> writeIf(present, Call.of(present), call.second(), value);
      case REPLACE_IF ->
          writeIf(equal(value, call), Call.of(equal(value, call)), call.second(), value);
      case GET_AND_REPLACE -> writeIf(present, value, call.second(), value);
      case REMOVE_KEYS, DELETE -> new Register(Call.VOID, true, Call.NONE);
      case REMOVE_ALL, ITERATE_AND_REMOVE -> writeIf(present, Call.VOID, Call.NONE, value);
      case CLEAR -> new Register(Call.VOID, false, Call.NONE);
      case INCREMENT, INCREMENT_ALL -> new Register(read, true, read + 1);
      case TAKE -> writeIf(equal(value, call), read, Call.NONE, read);
      case ITERATE -> new Register(value, false, value);
      case LOOK_BEHIND -> new Register(loadable, false, value);
      case UNSURE, PASS -> throw new IllegalArgumentException("only a DoubtModel knows of doubt");
    };
  }

  private static boolean equal(int value, Call call) {
    return value != Call.NONE && value == call.first();
  }

  private static Register writeIf(boolean condition, int result, int written, int otherwise) {
    return new Register(result, condition, condition ? written : otherwise);
  }
}
