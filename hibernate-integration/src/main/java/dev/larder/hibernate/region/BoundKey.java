// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.region;

import org.hibernate.engine.spi.SharedSessionContractImplementor;

/**
 * A key that knows the session it was made for, because Hibernate evicts natural ids without saying
 * in which session. It equals another by its bare key, which alone is stored.
 */
final class BoundKey {
  final Object bare;
  final SharedSessionContractImplementor session;

  BoundKey(Object bare, SharedSessionContractImplementor session) {
    this.bare = bare;
    this.session = session;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BoundKey that && bare.equals(that.bare);
  }

  @Override
  public int hashCode() {
    return bare.hashCode();
  }
}
