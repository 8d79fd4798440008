// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.cluster.message.CallerMessage.Answer;
import dev.larder.cluster.message.RequestId;
import dev.larder.cluster.message.Result;
import dev.larder.cluster.topology.ProcessId;
import dev.larder.engine.entry.FillAnswer;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What of an exception reaches another process. */
class RemoteFailureTest {
  private static final ProcessId NODE = new ProcessId("node", new UUID(1, 2));

  /** One whose message is not to be had. */
  private static final class Silent extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      throw new UnsupportedOperationException();
    }
  }

  @Test
  void exception_travelsAsItsText() {
    RemoteFailureException failure = sent(new IllegalStateException("no such row"));

    assertThat(failure.className()).isEqualTo("java.lang.IllegalStateException");
    assertThat(failure.said()).contains("no such row");
    assertThat(failure).hasMessage("java.lang.IllegalStateException: no such row");
  }

  @Test
  void exception_withoutMessage_travelsAsItsClass() {
    assertThat(sent(new IllegalStateException())).hasMessage("java.lang.IllegalStateException");
  }

  @Test
  void exception_whoseMessageThrows_travelsAsItsClass() {
    assertThat(sent(new Silent())).hasMessage(Silent.class.getName());
  }

  @Test
  void longMessage_isCut() {
    assertThat(sent(new Exception("\u00e4".repeat(1_000_000))).said().orElseThrow()).hasSize(1024);
  }

  @Test
  void failure_passedOn_staysWhatItWas() {
    RemoteFailureException once = sent(new IllegalStateException("no such row"));

    RemoteFailureException twice = sent(once);

    assertThat(twice).isNotSameAs(once).isEqualTo(once).hasSameHashCodeAs(once);
  }

  private static RemoteFailureException sent(Throwable failure) {
    Result result = new Result.OfFill(new FillAnswer.Failed<>(failure));
    Answer answer = new Answer(1, new RequestId(NODE, 1), result, 1, 1);
    Envelope read = MessageCodec.decode(MessageCodec.encode(NODE, NODE, answer));
    Result.OfFill fill = (Result.OfFill) ((Answer) read.message()).result();
    return (RemoteFailureException) ((FillAnswer.Failed<?>) fill.answer()).cause();
  }
}
