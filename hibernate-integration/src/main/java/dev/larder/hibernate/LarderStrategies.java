// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate;

import java.util.List;
import org.hibernate.boot.registry.selector.SimpleStrategyRegistrationImpl;
import org.hibernate.boot.registry.selector.StrategyRegistration;
import org.hibernate.boot.registry.selector.StrategyRegistrationProvider;
import org.hibernate.cache.spi.RegionFactory;

/** Makes {@code larder} a name for {@link LarderRegionFactory} in Hibernate's settings. */
public final class LarderStrategies implements StrategyRegistrationProvider {

  /** Found by Hibernate as a service. */
  public LarderStrategies() {}

  @Override
  @SuppressWarnings("rawtypes") // as Hibernate 6.6 declares it
  public Iterable<StrategyRegistration> getStrategyRegistrations() {
    return List.of(
        new SimpleStrategyRegistrationImpl<>(
            RegionFactory.class,
            LarderRegionFactory.class,
            "larder",
            LarderRegionFactory.class.getSimpleName(),
            LarderRegionFactory.class.getName()));
  }
}
