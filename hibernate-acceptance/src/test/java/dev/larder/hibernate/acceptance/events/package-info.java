// SPDX-License-Identifier: Apache-2.0

/** Each event of a session, under each strategy, and what the cache holds after it. */
package dev.larder.hibernate.acceptance.events;
