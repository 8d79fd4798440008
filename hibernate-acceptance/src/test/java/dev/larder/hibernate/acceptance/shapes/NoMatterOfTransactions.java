// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.shapes;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** Does not run under JTA. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@DisabledIfSystemProperty(
    named = "jta",
    matches = "true",
    disabledReason =
        "no matter of transactions, and H2 loses a check constraint with the XA connection it came"
            + " by")
@interface NoMatterOfTransactions {}
