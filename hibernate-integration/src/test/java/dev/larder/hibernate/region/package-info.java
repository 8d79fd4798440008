// SPDX-License-Identifier: Apache-2.0

/** Regions as they are opened and closed, without a session factory. */
package dev.larder.hibernate.region;
