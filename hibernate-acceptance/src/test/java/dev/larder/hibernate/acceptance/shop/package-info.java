// SPDX-License-Identifier: Apache-2.0

/** The entities that most tests work on. */
package dev.larder.hibernate.acceptance.shop;
