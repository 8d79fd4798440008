// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.store;

/** One chapter of what an {@link EntryStore} promises; a test class that implements it runs it. */
interface StoreContract {

  /** A new and empty store with {@link StoreStage#LIMITS}; the same one throughout a test. */
  StoreStage stage();

  /** Another store, in a group of its own under the same clock. */
  StoreStage stage(StoreSettings<Integer, String> settings);
}
