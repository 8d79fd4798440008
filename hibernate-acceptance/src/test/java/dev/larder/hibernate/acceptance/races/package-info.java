// SPDX-License-Identifier: Apache-2.0

/** Sessions that read and write one book at the same time, each order forced. */
package dev.larder.hibernate.acceptance.races;
