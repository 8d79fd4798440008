// SPDX-License-Identifier: Apache-2.0

/** The dictionary: a Spring Boot application that reads and writes through a JCache provider. */
@NullMarked
package dev.larder.samples.dictionary;

import org.jspecify.annotations.NullMarked;
