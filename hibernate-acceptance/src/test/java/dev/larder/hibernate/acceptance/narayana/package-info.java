// SPDX-License-Identifier: Apache-2.0

/** A JTA transaction manager, and connections that take part in its transactions. */
package dev.larder.hibernate.acceptance.narayana;
