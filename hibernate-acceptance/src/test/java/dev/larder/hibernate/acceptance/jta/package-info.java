// SPDX-License-Identifier: Apache-2.0

/** What happens under a transaction manager only; the other suites run there too: -Djta=true. */
package dev.larder.hibernate.acceptance.jta;
