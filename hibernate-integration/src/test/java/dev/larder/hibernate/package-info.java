// SPDX-License-Identifier: Apache-2.0

/** Tests of the module that need no session factory; the others are in hibernate-acceptance. */
package dev.larder.hibernate;
