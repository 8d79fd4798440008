// SPDX-License-Identifier: Apache-2.0

/** Transactions that end badly: what the cache must not believe afterwards. */
package dev.larder.hibernate.acceptance.broken;
