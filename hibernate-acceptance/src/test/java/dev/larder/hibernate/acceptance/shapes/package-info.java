// SPDX-License-Identifier: Apache-2.0

/** Entities of every form that Hibernate maps, and what the cache makes of them. */
package dev.larder.hibernate.acceptance.shapes;
