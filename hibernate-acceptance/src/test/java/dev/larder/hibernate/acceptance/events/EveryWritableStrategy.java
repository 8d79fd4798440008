// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.events;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.hibernate.cache.spi.access.AccessType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs under each strategy that allows changes. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest
@EnumSource(
    value = AccessType.class,
    names = {"NONSTRICT_READ_WRITE", "READ_WRITE"})
@interface EveryWritableStrategy {}
