// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.region;

/**
 * In place of a key that could not be made, because the application's own type threw. It equals no
 * other: nothing is ever cached under it, and what is done to it is done to the whole region.
 */
final class UnknownKey {}
