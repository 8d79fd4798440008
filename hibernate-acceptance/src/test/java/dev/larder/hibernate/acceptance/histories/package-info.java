// SPDX-License-Identifier: Apache-2.0

/** Random histories of sessions that read, write and evict at once, and what checks them. */
package dev.larder.hibernate.acceptance.histories;
