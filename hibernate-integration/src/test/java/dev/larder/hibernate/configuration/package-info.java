// SPDX-License-Identifier: Apache-2.0

/** What settings may say. */
package dev.larder.hibernate.configuration;
