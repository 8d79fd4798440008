// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.architecture.knot.left;

import dev.larder.engine.architecture.knot.right.Right;

/** A type that needs the other package. */
public record Left(Right right) {}
