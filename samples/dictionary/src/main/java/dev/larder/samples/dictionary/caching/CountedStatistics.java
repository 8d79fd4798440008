// SPDX-License-Identifier: Apache-2.0

package dev.larder.samples.dictionary.caching;

import dev.larder.samples.dictionary.caching.RegionCounts.Event;
import dev.larder.samples.dictionary.caching.RegionCounts.Kind;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.model.domain.NavigableRole;
import org.hibernate.stat.internal.StatisticsImpl;

/** Hibernate's own statistics, which also tell who asked: they speak in the asking thread. */
final class CountedStatistics extends StatisticsImpl {
  private static final long serialVersionUID = 1;

  private final transient RegionCounts counts;

  CountedStatistics(SessionFactoryImplementor sessions, RegionCounts counts) {
    super(sessions);
    this.counts = counts;
  }

  @Override
  public void naturalIdCacheHit(NavigableRole role, String region) {
    super.naturalIdCacheHit(role, region);
    counts.add(Kind.NATURAL_ID, region, Event.HIT);
  }

  @Override
  public void naturalIdCacheMiss(NavigableRole role, String region) {
    super.naturalIdCacheMiss(role, region);
    counts.add(Kind.NATURAL_ID, region, Event.MISS);
  }

  @Override
  public void naturalIdCachePut(NavigableRole role, String region) {
    super.naturalIdCachePut(role, region);
    counts.add(Kind.NATURAL_ID, region, Event.PUT);
  }

  @Override
  public void entityCacheHit(NavigableRole role, String region) {
    super.entityCacheHit(role, region);
    counts.add(Kind.ENTITY, region, Event.HIT);
  }

  @Override
  public void entityCacheMiss(NavigableRole role, String region) {
    super.entityCacheMiss(role, region);
    counts.add(Kind.ENTITY, region, Event.MISS);
  }

  @Override
  public void entityCachePut(NavigableRole role, String region) {
    super.entityCachePut(role, region);
    counts.add(Kind.ENTITY, region, Event.PUT);
  }

  @Override
  public void collectionCacheHit(NavigableRole role, String region) {
    super.collectionCacheHit(role, region);
    counts.add(Kind.COLLECTION, region, Event.HIT);
  }

  @Override
  public void collectionCacheMiss(NavigableRole role, String region) {
    super.collectionCacheMiss(role, region);
    counts.add(Kind.COLLECTION, region, Event.MISS);
  }

  @Override
  public void collectionCachePut(NavigableRole role, String region) {
    super.collectionCachePut(role, region);
    counts.add(Kind.COLLECTION, region, Event.PUT);
  }

  @Override
  public void queryCacheHit(String hql, String region) {
    super.queryCacheHit(hql, region);
    counts.add(Kind.QUERY, region, Event.HIT);
  }

  @Override
  public void queryCacheMiss(String hql, String region) {
    super.queryCacheMiss(hql, region);
    counts.add(Kind.QUERY, region, Event.MISS);
  }

  @Override
  public void queryCachePut(String hql, String region) {
    super.queryCachePut(hql, region);
    counts.add(Kind.QUERY, region, Event.PUT);
  }
}
