// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.events;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs under each strategy with each entity. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest
@MethodSource("dev.larder.hibernate.acceptance.events.Case#all")
@interface EveryCase {}
