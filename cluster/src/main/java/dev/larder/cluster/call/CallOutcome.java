// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.call;

import dev.larder.cluster.message.Result;

/** How a call ended. */
public sealed interface CallOutcome {

  /**
   * It was answered.
   *
   * @param stamp data read from now on is newer
   */
  record Answered(Result result, long stamp) implements CallOutcome {}

  /**
   * Time ran out before there was an answer; a change may have taken effect, or may still do so.
   */
  record TimedOut() implements CallOutcome {}
}
