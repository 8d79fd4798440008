// SPDX-License-Identifier: Apache-2.0

/** One half of a cycle, for the test that proves the rule against cycles bites. */
@NullMarked
package dev.larder.engine.architecture.knot.left;

import org.jspecify.annotations.NullMarked;
