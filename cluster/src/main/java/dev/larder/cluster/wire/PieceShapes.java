// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.wire;

import static dev.larder.cluster.wire.LogShapes.REQUEST;
import static dev.larder.cluster.wire.OperationShapes.OPERATIONS;
import static dev.larder.cluster.wire.ResultShapes.ENTRY;
import static dev.larder.cluster.wire.ResultShapes.FLAG;
import static dev.larder.cluster.wire.ResultShapes.RESULTS;
import static dev.larder.cluster.wire.Shapes.PAYLOAD;
import static dev.larder.cluster.wire.Shapes.list;
import static dev.larder.cluster.wire.Shapes.optional;
import static dev.larder.cluster.wire.TopologyShapes.PROCESS;

import dev.larder.cluster.message.CopyPiece;
import dev.larder.cluster.message.CopyPiece.CacheImage;
import dev.larder.cluster.message.CopyPiece.CallerImage;
import dev.larder.cluster.message.CopyPiece.HeldImage;
import dev.larder.cluster.message.CopyPiece.RequestImage;
import dev.larder.cluster.message.CopyPiece.SlotImage;
import dev.larder.cluster.message.CopyPiece.Waiting;
import dev.larder.cluster.message.Result;
import dev.larder.cluster.topology.Payload;
import dev.larder.engine.entry.CacheHolds;
import dev.larder.engine.entry.HoldsImage;
import dev.larder.engine.entry.StoredEntry;
import java.util.List;
import java.util.Optional;

/** How the pieces of a copy look on the wire. */
final class PieceShapes {
  private static final Shape<Optional<StoredEntry<Payload>>> MAYBE_ENTRY = optional(ENTRY);

  private static final Shape<Long> NUMBER = new Flat<>(1, f -> f.number(Long::longValue));

  private static final Shape<List<CacheHolds.Timed>> TIMED =
      list(
          new Flat<>(
              2,
              f ->
                  new CacheHolds.Timed(
                      f.number(CacheHolds.Timed::id), f.number(CacheHolds.Timed::endMillis))));

  private static final Shape<CacheImage> CACHE =
      new Body<>(
          "CacheImage",
          f ->
              new CacheImage(
                  f.number(CacheImage::cache),
                  f.number(CacheImage::clearedAt),
                  f.of(CacheImage::intents, TIMED),
                  f.of(CacheImage::doubts, TIMED)));

  private static final Shape<Optional<Result>> MAYBE_RESULT = optional(RESULTS);
  private static final Shape<Optional<Payload>> MAYBE_PAYLOAD = optional(PAYLOAD);
  private static final Shape<List<Long>> NUMBERS = list(NUMBER);

  private static final Shape<List<RequestImage>> REQUESTS =
      list(
          new Body<>(
              "RequestImage",
              f ->
                  new RequestImage(
                      f.number(RequestImage::number), f.of(RequestImage::result, MAYBE_RESULT))));

  private static final Shape<CallerImage> CALLER =
      new Body<>(
          "CallerImage",
          f ->
              new CallerImage(
                  f.of(CallerImage::caller, PROCESS),
                  f.number(CallerImage::answeredBelow),
                  f.number(CallerImage::trimmedBelow),
                  f.number(CallerImage::lastMillis),
                  f.of(CallerImage::requests, REQUESTS)));

  private static final Shape<List<CacheImage>> CACHES = list(CACHE);
  private static final Shape<List<CallerImage>> CALLERS = list(CALLER);

  private static final Shape<List<Waiting>> WAITING =
      list(
          new Body<>(
              "Waiting",
              f ->
                  new Waiting(
                      f.of(Waiting::request, REQUEST), f.of(Waiting::operation, OPERATIONS))));

  private static final Shape<HoldsImage.Lease> LEASE =
      new Flat<>(
          3,
          f ->
              new HoldsImage.Lease(
                  f.number(HoldsImage.Lease::id),
                  f.number(HoldsImage.Lease::stamp),
                  f.number(HoldsImage.Lease::deadlineMillis)));

  private static final Shape<Optional<HoldsImage.Lease>> MAYBE_LEASE = optional(LEASE);

  private static final Shape<HoldsImage.Claim<Payload>> CLAIM =
      new Body<>(
          "Claim",
          f ->
              new HoldsImage.Claim<>(
                  f.number(HoldsImage.Claim::id),
                  f.number(HoldsImage.Claim::deadlineMillis),
                  f.of(HoldsImage.Claim::before, MAYBE_ENTRY)));

  private static final Shape<Optional<HoldsImage.Claim<Payload>>> MAYBE_CLAIM = optional(CLAIM);

  private static final Shape<List<HoldsImage.Open>> OPEN =
      list(
          new Flat<>(
              2,
              f ->
                  new HoldsImage.Open(
                      f.number(HoldsImage.Open::id), f.number(HoldsImage.Open::deadlineMillis))));

  private static final Shape<HoldsImage.Shared<Payload>> SHARED =
      new Body<>(
          "Shared",
          f ->
              new HoldsImage.Shared<>(
                  f.of(HoldsImage.Shared::open, OPEN),
                  f.of(HoldsImage.Shared::hidden, MAYBE_ENTRY),
                  f.number(HoldsImage.Shared::droppedAt),
                  f.of(HoldsImage.Shared::contested, FLAG)));

  private static final Shape<List<HoldsImage.Doubt>> DOUBTS =
      list(
          new Flat<>(
              2,
              f ->
                  new HoldsImage.Doubt(
                      f.number(HoldsImage.Doubt::id), f.number(HoldsImage.Doubt::untilMillis))));

  private static final Shape<HoldsImage<Payload>> HOLDS =
      new Body<>("HoldsImage", PieceShapes::holds);

  private static final Shape<HeldImage> HELD =
      new Body<>(
          "HeldImage",
          f ->
              new HeldImage(
                  f.of(HeldImage::holds, HOLDS),
                  f.of(HeldImage::turnQueue, WAITING),
                  f.of(HeldImage::fillQueue, WAITING)));

  private static final Shape<Optional<HeldImage>> MAYBE_HELD = optional(HELD);

  private static final Shape<List<SlotImage>> SLOTS =
      list(
          new Body<>(
              "SlotImage",
              f ->
                  new SlotImage(
                      f.number(SlotImage::cache),
                      f.of(SlotImage::key, PAYLOAD),
                      f.of(SlotImage::value, MAYBE_PAYLOAD),
                      f.number(SlotImage::version),
                      f.number(SlotImage::endMillis),
                      f.of(SlotImage::held, MAYBE_HELD))));

  static final Family<CopyPiece> PIECES =
      Family.<CopyPiece>of("piece of a copy")
          .with(
              1,
              CopyPiece.Head.class,
              f ->
                  new CopyPiece.Head(
                      f.small(CopyPiece.Head::generation),
                      f.number(CopyPiece.Head::timeMillis),
                      f.of(CopyPiece.Head::caches, CACHES),
                      f.of(CopyPiece.Head::callers, CALLERS)))
          .with(
              2,
              CopyPiece.Keys.class,
              f ->
                  new CopyPiece.Keys(
                      f.small(CopyPiece.Keys::fromRange),
                      f.small(CopyPiece.Keys::toRange),
                      f.of(CopyPiece.Keys::floors, NUMBERS),
                      f.of(CopyPiece.Keys::slots, SLOTS)))
          .with(
              3,
              CopyPiece.Callers.class,
              f -> new CopyPiece.Callers(f.of(CopyPiece.Callers::callers, CALLERS)));

  private PieceShapes() {}

  private static HoldsImage<Payload> holds(Fields<HoldsImage<Payload>> f) {
    return new HoldsImage<>(
        f.of(HoldsImage::lease, MAYBE_LEASE),
        f.of(HoldsImage::turn, MAYBE_CLAIM),
        f.of(HoldsImage::intent, MAYBE_CLAIM),
        f.of(HoldsImage::shared, SHARED),
        f.of(HoldsImage::doubts, DOUBTS),
        f.of(HoldsImage::voided, FLAG),
        f.number(HoldsImage::doubtedEndMillis));
  }
}
