// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.state;

/** What a copy knows of a request. */
public enum Standing {
  /** It is new. */
  UNKNOWN,
  /** It waits for a hold. */
  AT_WORK,
  /** Its result is known. */
  ANSWERED,
  /** Its caller has had the answer, or has given up. */
  DROPPED,
  /** Its result was trimmed. */
  TRIMMED
}
