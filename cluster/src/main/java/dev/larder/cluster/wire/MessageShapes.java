// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.wire;

import static dev.larder.cluster.wire.LogShapes.ASKED;
import static dev.larder.cluster.wire.LogShapes.LOG;
import static dev.larder.cluster.wire.LogShapes.REQUEST;
import static dev.larder.cluster.wire.PieceShapes.PIECES;
import static dev.larder.cluster.wire.ResultShapes.RESULTS;
import static dev.larder.cluster.wire.TopologyShapes.ASSIGNMENT;
import static dev.larder.cluster.wire.TopologyShapes.PROCESS;

import dev.larder.cluster.message.CallerMessage.Answer;
import dev.larder.cluster.message.CallerMessage.Moved;
import dev.larder.cluster.message.CallerMessage.Refusal;
import dev.larder.cluster.message.CallerMessage.Refused;
import dev.larder.cluster.message.Message;
import dev.larder.cluster.message.NodeMessage.Beacon;
import dev.larder.cluster.message.NodeMessage.Grants;
import dev.larder.cluster.message.NodeMessage.Line;
import dev.larder.cluster.message.PartitionMessage.Acknowledge;
import dev.larder.cluster.message.PartitionMessage.Call;
import dev.larder.cluster.message.PartitionMessage.Confirm;
import dev.larder.cluster.message.PartitionMessage.Confirmed;
import dev.larder.cluster.message.PartitionMessage.NewEpoch;
import dev.larder.cluster.message.PartitionMessage.Offer;
import dev.larder.cluster.message.PartitionMessage.Piece;
import dev.larder.cluster.message.PartitionMessage.Position;
import dev.larder.cluster.message.PartitionMessage.Pull;
import dev.larder.cluster.message.PartitionMessage.Release;
import dev.larder.cluster.message.PartitionMessage.Replicate;
import dev.larder.cluster.message.PartitionMessage.Stale;
import dev.larder.cluster.message.PartitionMessage.Stretch;
import dev.larder.cluster.message.PartitionMessage.Sync;
import java.util.List;

/**
 * How messages look on the wire. Numbers below 20 are for messages between nodes, those below 60
 * for messages about a partition, those below 100 for messages to callers.
 */
final class MessageShapes {
  static final Choice<Refusal> REFUSAL = Choice.of(Refusal.NOT_YET, Refusal.CUT_OFF, Refusal.BUSY);

  private static final Shape<List<Line>> LINES =
      Shapes.list(
          new Flat<>(
              3,
              f ->
                  new Line(
                      f.small(Line::partition),
                      f.number(Line::epoch),
                      f.number(Line::timeMillis))));

  private static final Shape<List<Stretch>> STRETCHES =
      Shapes.list(
          new Flat<>(
              2, f -> new Stretch(f.number(Stretch::fromSequence), f.number(Stretch::epoch))));

  static final Family<Message> MESSAGES =
      Family.<Message>of("message")
          .with(
              1,
              Beacon.class,
              f -> new Beacon(f.number(Beacon::sentMillis), f.of(Beacon::owned, LINES)))
          .with(
              2,
              Grants.class,
              f -> new Grants(f.number(Grants::sentMillis), f.of(Grants::granted, LINES)))
          .with(20, Call.class, f -> new Call(f.small(Call::partition), f.of(Call::command, ASKED)))
          .with(21, Replicate.class, MessageShapes::replicate)
          .with(
              22,
              Acknowledge.class,
              f ->
                  new Acknowledge(
                      f.small(Acknowledge::partition),
                      f.number(Acknowledge::epoch),
                      f.number(Acknowledge::end)))
          .with(
              23,
              Confirm.class,
              f ->
                  new Confirm(
                      f.small(Confirm::partition),
                      f.number(Confirm::epoch),
                      f.number(Confirm::round),
                      f.number(Confirm::timeMillis)))
          .with(
              24,
              Confirmed.class,
              f ->
                  new Confirmed(
                      f.small(Confirmed::partition),
                      f.number(Confirmed::epoch),
                      f.number(Confirmed::round)))
          .with(
              25,
              NewEpoch.class,
              f ->
                  new NewEpoch(
                      f.small(NewEpoch::partition), f.of(NewEpoch::assignment, ASSIGNMENT)))
          .with(26, Position.class, MessageShapes::position)
          .with(27, Sync.class, MessageShapes::sync)
          .with(
              28,
              Stale.class,
              f -> new Stale(f.small(Stale::partition), f.of(Stale::assignment, ASSIGNMENT)))
          .with(
              29,
              Release.class,
              f ->
                  new Release(
                      f.small(Release::partition),
                      f.number(Release::epoch),
                      f.number(Release::timeMillis)))
          .with(
              30,
              Offer.class,
              f -> new Offer(f.small(Offer::partition), f.of(Offer::assignment, ASSIGNMENT)))
          .with(
              31,
              Pull.class,
              f ->
                  new Pull(
                      f.small(Pull::partition),
                      f.number(Pull::epoch),
                      f.number(Pull::applied),
                      f.small(Pull::nextRange)))
          .with(32, Piece.class, MessageShapes::piece)
          .with(60, Answer.class, MessageShapes::answer)
          .with(
              61,
              Moved.class,
              f ->
                  new Moved(
                      f.small(Moved::partition),
                      f.of(Moved::request, REQUEST),
                      f.of(Moved::assignment, ASSIGNMENT),
                      f.number(Moved::timeMillis)))
          .with(
              62,
              Refused.class,
              f ->
                  new Refused(
                      f.small(Refused::partition),
                      f.of(Refused::request, REQUEST),
                      f.of(Refused::refusal, REFUSAL)));

  static final Shape<Envelope> ENVELOPE =
      new Body<>(
          "Envelope",
          f ->
              new Envelope(
                  f.of(Envelope::from, PROCESS),
                  f.of(Envelope::to, PROCESS),
                  f.of(Envelope::message, MESSAGES)));

  private MessageShapes() {}

  private static Replicate replicate(Fields<Replicate> f) {
    return new Replicate(
        f.small(Replicate::partition),
        f.of(Replicate::assignment, ASSIGNMENT),
        f.number(Replicate::previousSequence),
        f.number(Replicate::previousEpoch),
        f.of(Replicate::entries, LOG),
        f.number(Replicate::commit),
        f.number(Replicate::timeMillis));
  }

  private static Position position(Fields<Position> f) {
    return new Position(
        f.small(Position::partition),
        f.number(Position::epoch),
        f.number(Position::base),
        f.number(Position::end),
        f.number(Position::commit),
        f.of(Position::stretches, STRETCHES));
  }

  private static Sync sync(Fields<Sync> f) {
    return new Sync(
        f.small(Sync::partition),
        f.of(Sync::assignment, ASSIGNMENT),
        f.number(Sync::truncateTo),
        f.of(Sync::entries, LOG),
        f.number(Sync::timeMillis));
  }

  private static Piece piece(Fields<Piece> f) {
    return new Piece(
        f.small(Piece::partition),
        f.number(Piece::epoch),
        f.number(Piece::asOf),
        f.number(Piece::asOfEpoch),
        f.of(Piece::entries, LOG),
        f.of(Piece::piece, PIECES));
  }

  private static Answer answer(Fields<Answer> f) {
    return new Answer(
        f.small(Answer::partition),
        f.of(Answer::request, REQUEST),
        f.of(Answer::result, RESULTS),
        f.number(Answer::stamp),
        f.number(Answer::timeMillis));
  }
}
