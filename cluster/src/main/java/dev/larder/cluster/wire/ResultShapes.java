// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.wire;

import static dev.larder.cluster.wire.Shapes.PAYLOAD;
import static dev.larder.cluster.wire.Shapes.TEXT;
import static dev.larder.cluster.wire.Shapes.optional;

import dev.larder.cluster.message.Result;
import dev.larder.cluster.topology.Payload;
import dev.larder.engine.entry.Admission;
import dev.larder.engine.entry.Effect;
import dev.larder.engine.entry.FillAnswer;
import dev.larder.engine.entry.Grant;
import dev.larder.engine.entry.Outcome;
import dev.larder.engine.entry.StatisticsDelta;
import dev.larder.engine.entry.StoredEntry;
import dev.larder.engine.entry.Verdict;
import java.util.Optional;

/** How the engine's answers and the results made of them look on the wire. */
final class ResultShapes {
  static final Choice<Verdict> VERDICT =
      Choice.of(Verdict.APPLIED, Verdict.DECLINED, Verdict.REFUSED);
  static final Choice<Effect> EFFECT =
      Choice.of(Effect.KEEP, Effect.TOUCH, Effect.STORE, Effect.REMOVE);
  static final Choice<Admission> ADMISSION =
      Choice.of(Admission.FILLED, Admission.PRESENT, Admission.WRITTEN_SINCE, Admission.HELD);

  static final Shape<Boolean> FLAG =
      Shapes.shape(1, (value, out) -> out.octet(value ? 1 : 0), Shapes::isPresent);

  private static final Shape<StatisticsDelta> STATISTICS =
      new Flat<>(
          4,
          f ->
              new StatisticsDelta(
                  f.small(StatisticsDelta::hits),
                  f.small(StatisticsDelta::misses),
                  f.small(StatisticsDelta::puts),
                  f.small(StatisticsDelta::removals)));

  private static final Shape<Outcome<Payload>> OUTCOME =
      new Body<>(
          "Outcome",
          f ->
              new Outcome<>(
                  f.of(Outcome::verdict, VERDICT),
                  f.orNull(Outcome::before, PAYLOAD),
                  f.of(Outcome::statistics, STATISTICS),
                  f.number(Outcome::version),
                  f.of(Outcome::effect, EFFECT)));

  static final Shape<StoredEntry<Payload>> ENTRY =
      new Body<>(
          "StoredEntry",
          f ->
              new StoredEntry<>(
                  f.of(StoredEntry::value, PAYLOAD),
                  f.number(StoredEntry::version),
                  f.number(StoredEntry::endMillis)));

  private static final Shape<Grant<Payload>> GRANT =
      new Body<>("Grant", f -> new Grant<>(f.number(Grant::hold), f.orNull(Grant::before, ENTRY)));

  private static final Shape<Optional<Grant<Payload>>> MAYBE_GRANT = optional(GRANT);

  static final Family<FillAnswer<Payload>> FILL_ANSWERS =
      Family.<FillAnswer<Payload>>of("answer to a fill")
          .<FillAnswer.Present<Payload>>with(
              1,
              FillAnswer.Present.class,
              f -> new FillAnswer.Present<>(f.of(FillAnswer.Present::value, PAYLOAD)))
          .<FillAnswer.Leased<Payload>>with(
              2,
              FillAnswer.Leased.class,
              f ->
                  new FillAnswer.Leased<>(
                      f.number(FillAnswer.Leased::lease),
                      f.number(FillAnswer.Leased::stamp),
                      f.of(FillAnswer.Leased::replacing, FLAG)))
          .<FillAnswer.LoadOnly<Payload>>with(
              3, FillAnswer.LoadOnly.class, f -> new FillAnswer.LoadOnly<>())
          .<FillAnswer.Absent<Payload>>with(
              4, FillAnswer.Absent.class, f -> new FillAnswer.Absent<>())
          .<FillAnswer.Failed<Payload>>with(
              5,
              FillAnswer.Failed.class,
              f -> new FillAnswer.Failed<>(f.of(FillAnswer.Failed::cause, FailureText.FAILURE)))
          .<FillAnswer.Busy<Payload>>with(6, FillAnswer.Busy.class, f -> new FillAnswer.Busy<>());

  static final Family<Result> RESULTS =
      Family.<Result>of("result")
          .with(
              1,
              Result.OfOperation.class,
              f -> new Result.OfOperation(f.of(Result.OfOperation::outcome, OUTCOME)))
          .with(
              2,
              Result.OfFill.class,
              f -> new Result.OfFill(f.of(Result.OfFill::answer, FILL_ANSWERS)))
          .with(
              3,
              Result.OfGrant.class,
              f -> new Result.OfGrant(f.of(Result.OfGrant::grant, MAYBE_GRANT)))
          .with(4, Result.OfEnd.class, f -> new Result.OfEnd(f.of(Result.OfEnd::verdict, VERDICT)))
          .with(
              5,
              Result.OfStamp.class,
              f -> new Result.OfStamp(f.of(Result.OfStamp::admission, ADMISSION)))
          .with(
              6,
              Result.OfOpening.class,
              f -> new Result.OfOpening(f.number(Result.OfOpening::intent)))
          .with(7, Result.Done.class, f -> new Result.Done())
          .with(8, Result.Crowded.class, f -> new Result.Crowded())
          .with(
              9,
              Result.Indeterminate.class,
              f -> new Result.Indeterminate(f.of(Result.Indeterminate::why, TEXT)));

  private ResultShapes() {}
}
