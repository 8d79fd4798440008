// SPDX-License-Identifier: Apache-2.0

/** Words, senses and synsets as JPA entities in Hibernate's second-level cache. */
@NullMarked
package dev.larder.samples.dictionary.entity;

import org.jspecify.annotations.NullMarked;
