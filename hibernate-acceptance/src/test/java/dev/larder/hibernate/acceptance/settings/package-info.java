// SPDX-License-Identifier: Apache-2.0

/** What a session factory is refused for, and what its settings do. */
package dev.larder.hibernate.acceptance.settings;
