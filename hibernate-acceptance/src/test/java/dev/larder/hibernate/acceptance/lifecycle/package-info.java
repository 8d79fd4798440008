// SPDX-License-Identifier: Apache-2.0

/** Session factories that come and go: what they share, what they leave behind. */
package dev.larder.hibernate.acceptance.lifecycle;
