// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.message;

import dev.larder.cluster.topology.Assignment;
import dev.larder.cluster.topology.ProcessId;

/** What a node answers to a caller. */
public sealed interface CallerMessage extends Message {

  /** Hands it to the method made for it. */
  void deliverTo(Handler handler, ProcessId from);

  /** Takes these messages; one method for each. */
  interface Handler {
    /** Takes it. */
    void onAnswer(Answer answer, ProcessId from);

    /** Takes it. */
    void onMoved(Moved moved, ProcessId from);

    /** Takes it. */
    void onRefused(Refused refused, ProcessId from);
  }

  /**
   * The result of a request.
   *
   * @param stamp what the owner has applied: data read from now on is newer
   * @param timeMillis the partition's time
   */
  record Answer(int partition, RequestId request, Result result, long stamp, long timeMillis)
      implements CallerMessage {
    @Override
    public void deliverTo(Handler handler, ProcessId from) {
      handler.onAnswer(this, from);
    }
  }

  /**
   * Who owns the partition: somebody else, or the sender, who was asked under another generation.
   *
   * @param timeMillis the partition's time if the sender is the owner, else 0
   */
  record Moved(int partition, RequestId request, Assignment assignment, long timeMillis)
      implements CallerMessage {
    @Override
    public void deliverTo(Handler handler, ProcessId from) {
      handler.onMoved(this, from);
    }
  }

  /** Why an owner does nothing for now; the same request may be made again. */
  enum Refusal {
    /** It takes over just now. */
    NOT_YET,
    /** It has not seen the register for too long. */
    CUT_OFF,
    /** Too much is under way. */
    BUSY
  }

  /** Not now. */
  record Refused(int partition, RequestId request, Refusal refusal) implements CallerMessage {
    @Override
    public void deliverTo(Handler handler, ProcessId from) {
      handler.onRefused(this, from);
    }
  }
}
