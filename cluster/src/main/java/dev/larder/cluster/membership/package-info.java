// SPDX-License-Identifier: Apache-2.0

/** The machine of one node that keeps in touch with the register and with the other nodes. */
@NullMarked
package dev.larder.cluster.membership;

import org.jspecify.annotations.NullMarked;
