// SPDX-License-Identifier: Apache-2.0

/** What settings say about a region factory and its regions. */
@NullMarked
package dev.larder.hibernate.configuration;

import org.jspecify.annotations.NullMarked;
