// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.event;

/** A running subscription to changes; closing it twice does nothing. */
@FunctionalInterface
public interface Subscription extends AutoCloseable {

  /** Ends it; a change that is just being told may still arrive. */
  @Override
  void close();
}
