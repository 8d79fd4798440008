// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.failures;

import java.io.Serializable;

/** A version that no cache has ever heard of. */
record Revision(long number) implements Serializable {}
