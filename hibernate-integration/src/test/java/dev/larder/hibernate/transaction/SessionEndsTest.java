// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.transaction;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.larder.engine.store.HeapStores;
import dev.larder.engine.time.ManualTime;
import dev.larder.hibernate.Broken;
import dev.larder.hibernate.configuration.Snapshots;
import java.util.function.Consumer;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is told of the ends of a session that fails whatever it is asked. */
class SessionEndsTest {
  private static final SharedSessionContractImplementor SESSION =
      Broken.all(SharedSessionContractImplementor.class);

  /** What Hibernate tells. */
  enum Told {
    BEFORE_COMPLETION(SessionEnds::beforeCompletion),
    AFTER_COMPLETION(ends -> ends.afterCompletion(true, false)),
    STATEMENT_END(SessionEnds::jdbcExecuteStatementEnd),
    BATCH_END(SessionEnds::jdbcExecuteBatchEnd),
    SESSION_END(SessionEnds::end);

    private final Consumer<SessionEnds> how;

    Told(Consumer<SessionEnds> how) {
      this.how = how;
    }
  }

  @ParameterizedTest
  @EnumSource
  void told_whateverFails_throwsNothing(Told told) {
    ManualTime time = new ManualTime(0);
    SessionContext context =
        new SessionContext(
            new HeapStores(time, time), Snapshots.FROM_BEGIN, new JtaTransactions(), SESSION);
    SessionEnds ends = new SessionEnds(context, SESSION);

    assertThatCode(() -> told.how.accept(ends)).doesNotThrowAnyException();
  }
}
