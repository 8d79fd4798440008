// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.state;

import dev.larder.cluster.message.Ask;
import dev.larder.cluster.message.CopyPiece.CallerImage;
import dev.larder.cluster.message.CopyPiece.RequestImage;
import dev.larder.cluster.message.Result;
import dev.larder.cluster.topology.ProcessId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a copy remembers of one caller's requests, so that each takes effect once.
 *
 * <pre>
 *  UNKNOWN ──taken──▶ AT_WORK ──answered──▶ ANSWERED ──answeredBelow, trimmed──▶ FORGOTTEN
 *  a repetition of one that is AT_WORK waits for the same answer; of one ANSWERED gets it again;
 *  one that was FORGOTTEN is dropped, or told that its outcome is not known any more
 * </pre>
 */
final class CallerRecord {
  /** So many requests of one caller are remembered; it has fewer under way. */
  static final int WINDOW = 1_024;

  /** By number; empty for one at work. */
  private final SortedMap<Long, Optional<Result>> results = new TreeMap<>();

  private long answeredBelow;
  private long trimmedBelow;
  private long lastMillis;

  CallerRecord() {}

  CallerRecord(CallerImage image) {
    answeredBelow = image.answeredBelow();
    trimmedBelow = image.trimmedBelow();
    lastMillis = image.lastMillis();
    image.requests().forEach(request -> results.put(request.number(), request.result()));
  }

  CallerImage image(ProcessId caller) {
    List<RequestImage> requests = new ArrayList<>(results.size());
    results.forEach((number, result) -> requests.add(new RequestImage(number, result)));
    return new CallerImage(caller, answeredBelow, trimmedBelow, lastMillis, requests);
  }

  /** Whether the caller does not want the answer to a request any more. */
  boolean isGivenUp(long number) {
    return number < answeredBelow;
  }

  /** What is known of a request, after what its caller says of the ones before. */
  Standing take(Ask ask, long timeMillis) {
    lastMillis = Math.max(lastMillis, Math.max(timeMillis, ask.firstSentMillis()));
    if (ask.answeredBelow() > answeredBelow) {
      answeredBelow = ask.answeredBelow();
      results.headMap(answeredBelow).clear();
    }
    return standing(ask.request().number());
  }

  /** What is known of a request. */
  Standing standing(long number) {
    if (number < answeredBelow) {
      return Standing.DROPPED;
    }
    if (number < trimmedBelow) {
      return Standing.TRIMMED;
    }
    Optional<Result> known = results.get(number);
    if (known == null) {
      return Standing.UNKNOWN;
    }
    return known.isPresent() ? Standing.ANSWERED : Standing.AT_WORK;
  }

  /** The result of a request that has one. */
  Result resultOf(long number) {
    return results.getOrDefault(number, Optional.empty()).orElseThrow();
  }

  /** A request is at work from now on. */
  void begin(long number) {
    results.put(number, Optional.empty());
    if (results.size() > WINDOW) {
      long oldest = results.firstKey();
      results.remove(oldest);
      trimmedBelow = oldest + 1;
    }
  }

  /** A request has its result; if its caller gave up or it was trimmed nobody asks for it. */
  void answer(long number, Result result) {
    if (number >= answeredBelow && number >= trimmedBelow) {
      results.put(number, Optional.of(result));
    }
  }

  /** Whether the caller has asked for nothing since an instant. */
  boolean isIdleSince(long millis) {
    return lastMillis <= millis;
  }

  @Override
  public String toString() {
    return " answered below "
        + answeredBelow
        + ", trimmed below "
        + trimmedBelow
        + ", heard "
        + lastMillis
        + ": "
        + results;
  }
}
