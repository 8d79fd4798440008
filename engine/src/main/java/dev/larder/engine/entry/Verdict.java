// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.entry;

/** How an operation ended. */
public enum Verdict {
  /** It did what its name says. */
  APPLIED,
  /** Its condition was not met: the key was absent or present, or the version another. */
  DECLINED,
  /** The hold or stamp it rested on no longer stands; nothing was changed. */
  REFUSED
}
