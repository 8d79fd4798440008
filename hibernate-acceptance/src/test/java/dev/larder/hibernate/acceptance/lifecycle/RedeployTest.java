// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** Applications in class loaders of their own come and go in one JVM. */
@DisabledIfSystemProperty(
    named = "jta",
    matches = "true",
    disabledReason = "Narayana has statics and threads of its own")
class RedeployTest {

  @Test
  void stop_leavesNothingThatHoldsTheLoader() throws Exception {
    Leftovers leftovers = new Leftovers();
    Deployment deployment = Deployment.start();
    boolean served = deployment.serves();

    Deployment.Undeployed undeployed = deployment.stop();

    assertThat(served).isTrue();
    leftovers.assertNoneAreNew();
    assertThat(undeployed.isCollected()).isTrue();
  }

  @Test
  void start_again_serves() throws Exception {
    Deployment.Undeployed first = Deployment.start().stop();
    Deployment again = Deployment.start();

    boolean served = again.serves();
    Deployment.Undeployed second = again.stop();

    assertThat(served).isTrue();
    assertThat(first.isCollected()).isTrue();
    assertThat(second.isCollected()).isTrue();
  }

  @Test
  void stop_ofOneOfTwo_leavesTheOther() throws Exception {
    Deployment stays = Deployment.start();
    Deployment goes = Deployment.start();

    Deployment.Undeployed gone = goes.stop();
    boolean served = stays.serves();
    Deployment.Undeployed last = stays.stop();

    assertThat(served).isTrue();
    assertThat(gone.isCollected()).isTrue();
    assertThat(last.isCollected()).isTrue();
  }
}
