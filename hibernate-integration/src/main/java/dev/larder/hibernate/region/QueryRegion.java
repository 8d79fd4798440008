// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.region;

import dev.larder.engine.entry.StoredEntry;
import dev.larder.hibernate.configuration.Isolation;
import dev.larder.hibernate.transaction.SessionContext;
import org.hibernate.cache.spi.QueryResultsRegion;
import org.hibernate.cache.spi.RegionFactory;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** Query results. Whether they are still good Hibernate asks of the {@link SpacesRegion}. */
final class QueryRegion extends LarderRegion implements QueryResultsRegion {
  private final Isolation isolation;

  QueryRegion(OpenRegion open, RegionFactory factory, Isolation isolation) {
    super(open, factory);
    this.isolation = isolation;
  }

  @Override
  public @Nullable Object getFromCache(Object key, SharedSessionContractImplementor session) {
    try {
      if (isolation != Isolation.SNAPSHOT) {
        return link.read(key);
      }
      SessionContext context = SessionContext.of(session);
      return context.isOfUnknownAge() ? null : link.readUpTo(key, context.stamp());
    } catch (RuntimeException | LinkageError e) {
      link.failed(e);
      return null;
    }
  }

  @Override
  public void putIntoCache(Object key, Object value, SharedSessionContractImplementor session) {
    try {
      SessionContext context = SessionContext.of(session);
      if (isolation == Isolation.READ_UNCOMMITTED || !context.mayFill(link, key)) {
        return;
      }
      StoredEntry<Object> present = link.readEntry(key);
      long over = present == null ? 0 : present.version();
      boolean unused = link.fill(key, open.offer(context.stamp(), over, value));
    } catch (RuntimeException | LinkageError e) {
      link.failed(e);
    }
  }
}
