// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.events;

import org.hibernate.context.spi.CurrentTenantIdentifierResolver;

/** The tenant for whom the next session opens. */
public final class CurrentTenant implements CurrentTenantIdentifierResolver<String> {
  static final String ROOT = "root";

  private String tenant = "a";

  /** From now on. */
  void is(String other) {
    this.tenant = other;
  }

  @Override
  public String resolveCurrentTenantIdentifier() {
    return tenant;
  }

  @Override
  public boolean validateExistingCurrentSessions() {
    return false;
  }

  /** Sees the rows of all. */
  @Override
  public boolean isRoot(String tenantId) {
    return tenantId.equals(ROOT);
  }
}
