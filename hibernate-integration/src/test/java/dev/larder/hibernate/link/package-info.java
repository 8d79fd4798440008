// SPDX-License-Identifier: Apache-2.0

/** Regions whose stores answer late, never, or by a failure. */
package dev.larder.hibernate.link;
