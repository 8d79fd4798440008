// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.failures;

import java.io.Serializable;

/** An id of the application's own making. */
record Label(String text) implements Serializable {}
