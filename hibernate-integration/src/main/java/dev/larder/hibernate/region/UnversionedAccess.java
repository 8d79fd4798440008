// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.region;

import dev.larder.hibernate.link.StoreLink;
import dev.larder.hibernate.transaction.SessionContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is cached beside entities and has no version of its own: collections and natural ids. */
abstract class UnversionedAccess extends DataAccess {

  UnversionedAccess(DomainRegion region, Strategy strategy) {
    super(region, strategy);
  }

  /** What is cached has no version; if it were older, its key would have been touched. */
  @Override
  boolean isNewer(@Nullable Object version, Object cached) {
    return false;
  }

  /**
   * {@inheritDoc} Nor, once the transaction has written anything, what it reads: it may be of its
   * own rows that are not committed, and nobody tells which.
   */
  @Override
  boolean mayFill(SessionContext context, Object key) {
    return !context.hasWritten() && super.mayFill(context, key);
  }

  @Override
  List<StoreLink> bulkReaches() {
    return List.of(link);
  }
}
