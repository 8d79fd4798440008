// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.state;

import dev.larder.cluster.message.RequestId;
import dev.larder.cluster.message.Result;
import dev.larder.cluster.topology.Payload;
import dev.larder.engine.event.Change;

/** Hears what applying a log entry came to. Who is not the owner keeps it to itself. */
public interface Applied {

  /** Hears nothing. */
  Applied NOTHING =
      new Applied() {
        @Override
        public void answered(RequestId request, Result result) {}

        @Override
        public void changed(long cache, Change<Payload, Payload> change) {}
      };

  /** A request has its result, now or since long. */
  void answered(RequestId request, Result result);

  /** A key changed. */
  void changed(long cache, Change<Payload, Payload> change);
}
