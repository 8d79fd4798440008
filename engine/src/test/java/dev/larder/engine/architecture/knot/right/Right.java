// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.architecture.knot.right;

import dev.larder.engine.architecture.knot.left.Left;
import java.util.Optional;

/** A type that needs the first package. */
public record Right(Optional<Left> left) {}
