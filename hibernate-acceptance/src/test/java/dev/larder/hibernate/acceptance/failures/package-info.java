// SPDX-License-Identifier: Apache-2.0

/** A cache that cannot be reached, or goes wrong, costs time and never a transaction. */
package dev.larder.hibernate.acceptance.failures;
