// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.region;

/**
 * A key that names no tenant where there are tenants: Hibernate's evict API gives these.
 *
 * @param key without a tenant
 */
record EveryTenant(Object key) {}
