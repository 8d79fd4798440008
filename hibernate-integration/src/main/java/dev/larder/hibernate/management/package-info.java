// SPDX-License-Identifier: Apache-2.0

/** What is counted, and shown by JMX. */
@NullMarked
package dev.larder.hibernate.management;

import org.jspecify.annotations.NullMarked;
