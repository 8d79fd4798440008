// SPDX-License-Identifier: Apache-2.0

/** What a session keeps of its transaction. */
package dev.larder.hibernate.transaction;
