// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.wire;

import static dev.larder.cluster.wire.Shapes.PAYLOAD;
import static dev.larder.cluster.wire.Shapes.optional;

import dev.larder.cluster.topology.Payload;
import dev.larder.engine.entry.EntryOperation;
import dev.larder.engine.entry.ExpiryRule;
import dev.larder.engine.entry.HoldOperation.AbandonFill;
import dev.larder.engine.entry.HoldOperation.CommitTurn;
import dev.larder.engine.entry.HoldOperation.DoubtIntent;
import dev.larder.engine.entry.HoldOperation.EndShared;
import dev.larder.engine.entry.HoldOperation.Existing;
import dev.larder.engine.entry.HoldOperation.Fill;
import dev.larder.engine.entry.HoldOperation.FillNothing;
import dev.larder.engine.entry.HoldOperation.FillStamped;
import dev.larder.engine.entry.HoldOperation.OpenFill;
import dev.larder.engine.entry.HoldOperation.OpenIntent;
import dev.larder.engine.entry.HoldOperation.OpenShared;
import dev.larder.engine.entry.HoldOperation.Patience;
import dev.larder.engine.entry.HoldOperation.ResolveIntent;
import dev.larder.engine.entry.HoldOperation.TakeTurn;
import dev.larder.engine.entry.HoldOperation.TurnToIntent;
import dev.larder.engine.entry.HoldOperation.Unsure;
import dev.larder.engine.entry.PlainOperation;
import dev.larder.engine.entry.PlainOperation.Access;
import dev.larder.engine.entry.PlainOperation.Drop;
import dev.larder.engine.entry.PlainOperation.Get;
import dev.larder.engine.entry.PlainOperation.GetAndPut;
import dev.larder.engine.entry.PlainOperation.GetAndRemove;
import dev.larder.engine.entry.PlainOperation.Peek;
import dev.larder.engine.entry.PlainOperation.Put;
import dev.larder.engine.entry.PlainOperation.PutIfAbsent;
import dev.larder.engine.entry.PlainOperation.Remove;
import dev.larder.engine.entry.PlainOperation.RemoveVersion;
import dev.larder.engine.entry.PlainOperation.Replace;
import dev.larder.engine.entry.PlainOperation.ReplaceVersion;
import dev.larder.engine.entry.PlainOperation.StoreLoaded;
import dev.larder.engine.entry.PlainOperation.Touch;
import dev.larder.engine.entry.SharedEnd;
import java.util.Optional;

/** How the engine's operations look on the wire. No operation contains one of its own kind. */
final class OperationShapes {
  static final Choice<Existing> EXISTING = Choice.of(Existing.TAKE, Existing.REPLACE);
  static final Choice<Patience> PATIENCE = Choice.of(Patience.WAIT, Patience.ASK);
  static final Choice<Unsure> UNSURE = Choice.of(Unsure.DROP, Unsure.KEEP_IN_DOUBT, Unsure.KEEP);

  private static final Shape<Optional<Throwable>> CAUSE = optional(FailureText.FAILURE);

  static final Shape<ExpiryRule> EXPIRY =
      new Flat<>(
          3,
          f ->
              new ExpiryRule(
                  life(f.number(rule -> packed(rule.creationMillis()))),
                  life(f.number(rule -> packed(rule.updateMillis()))),
                  life(f.number(rule -> packed(rule.accessMillis())))));

  static final Family<PlainOperation<Payload>> PLAIN_OPERATIONS =
      Family.<PlainOperation<Payload>>of("plain operation")
          .<Peek<Payload>>with(1, Peek.class, f -> new Peek<>())
          .<Get<Payload>>with(2, Get.class, f -> new Get<>(f.of(Get::expiry, EXPIRY)))
          .<Access<Payload>>with(3, Access.class, f -> new Access<>(f.of(Access::expiry, EXPIRY)))
          .<Touch<Payload>>with(
              4,
              Touch.class,
              f -> new Touch<>(f.number(Touch::version), f.number(Touch::endMillis)))
          .<Put<Payload>>with(
              5, Put.class, f -> new Put<>(f.of(Put::value, PAYLOAD), f.of(Put::expiry, EXPIRY)))
          .<GetAndPut<Payload>>with(
              6,
              GetAndPut.class,
              f ->
                  new GetAndPut<>(f.of(GetAndPut::value, PAYLOAD), f.of(GetAndPut::expiry, EXPIRY)))
          .<PutIfAbsent<Payload>>with(
              7,
              PutIfAbsent.class,
              f ->
                  new PutIfAbsent<>(
                      f.of(PutIfAbsent::value, PAYLOAD), f.of(PutIfAbsent::expiry, EXPIRY)))
          .<Replace<Payload>>with(
              8,
              Replace.class,
              f -> new Replace<>(f.of(Replace::value, PAYLOAD), f.of(Replace::expiry, EXPIRY)))
          .<ReplaceVersion<Payload>>with(
              9,
              ReplaceVersion.class,
              f ->
                  new ReplaceVersion<>(
                      f.number(ReplaceVersion::version),
                      f.of(ReplaceVersion::value, PAYLOAD),
                      f.of(ReplaceVersion::expiry, EXPIRY)))
          .<Remove<Payload>>with(10, Remove.class, f -> new Remove<>())
          .<GetAndRemove<Payload>>with(11, GetAndRemove.class, f -> new GetAndRemove<>())
          .<RemoveVersion<Payload>>with(
              12, RemoveVersion.class, f -> new RemoveVersion<>(f.number(RemoveVersion::version)))
          .<StoreLoaded<Payload>>with(13, StoreLoaded.class, OperationShapes::storeLoaded)
          .<Drop<Payload>>with(14, Drop.class, f -> new Drop<>());

  private static final Shape<StoreLoaded<Payload>> LOADED =
      new Body<>("StoreLoaded", OperationShapes::storeLoaded);

  static final Family<SharedEnd<Payload>> SHARED_ENDS =
      Family.<SharedEnd<Payload>>of("end of a shared intent")
          .<SharedEnd.Publish<Payload>>with(
              1,
              SharedEnd.Publish.class,
              f ->
                  new SharedEnd.Publish<>(
                      f.of(SharedEnd.Publish::published, PLAIN_OPERATIONS),
                      f.number(SharedEnd.Publish::readAt)))
          .<SharedEnd.Restore<Payload>>with(
              2, SharedEnd.Restore.class, f -> new SharedEnd.Restore<>())
          .<SharedEnd.Drop<Payload>>with(3, SharedEnd.Drop.class, f -> new SharedEnd.Drop<>());

  /** All of them; the plain ones with the numbers they have among themselves. */
  static final Family<EntryOperation<Payload, ?>> OPERATIONS =
      Family.<EntryOperation<Payload, ?>>of("operation")
          .with(PLAIN_OPERATIONS)
          .<OpenFill<Payload>>with(
              40,
              OpenFill.class,
              f ->
                  new OpenFill<>(
                      f.of(OpenFill::existing, EXISTING),
                      f.of(OpenFill::patience, PATIENCE),
                      f.of(OpenFill::expiry, EXPIRY)))
          .<Fill<Payload>>with(
              41,
              Fill.class,
              f ->
                  new Fill<>(
                      f.number(Fill::lease), f.number(Fill::stamp), f.of(Fill::loaded, LOADED)))
          .<FillNothing<Payload>>with(
              42, FillNothing.class, f -> new FillNothing<>(f.number(FillNothing::lease)))
          .<AbandonFill<Payload>>with(
              43,
              AbandonFill.class,
              f -> new AbandonFill<>(f.number(AbandonFill::lease), f.of(AbandonFill::cause, CAUSE)))
          .<TakeTurn<Payload>>with(44, TakeTurn.class, f -> new TakeTurn<>())
          .<CommitTurn<Payload>>with(
              45,
              CommitTurn.class,
              f ->
                  new CommitTurn<>(
                      f.number(CommitTurn::turn), f.of(CommitTurn::decided, PLAIN_OPERATIONS)))
          .<TurnToIntent<Payload>>with(
              46, TurnToIntent.class, f -> new TurnToIntent<>(f.number(TurnToIntent::turn)))
          .<OpenIntent<Payload>>with(
              47, OpenIntent.class, f -> new OpenIntent<>(f.of(OpenIntent::patience, PATIENCE)))
          .<ResolveIntent<Payload>>with(
              48,
              ResolveIntent.class,
              f ->
                  new ResolveIntent<>(
                      f.number(ResolveIntent::intent),
                      f.of(ResolveIntent::published, PLAIN_OPERATIONS)))
          .<FillStamped<Payload>>with(
              49,
              FillStamped.class,
              f ->
                  new FillStamped<>(
                      f.number(FillStamped::stamp),
                      f.number(FillStamped::over),
                      f.of(FillStamped::loaded, LOADED)))
          .<OpenShared<Payload>>with(50, OpenShared.class, f -> new OpenShared<>())
          .<EndShared<Payload>>with(
              51,
              EndShared.class,
              f -> new EndShared<>(f.number(EndShared::intent), f.of(EndShared::end, SHARED_ENDS)))
          .<DoubtIntent<Payload>>with(
              52,
              DoubtIntent.class,
              f ->
                  new DoubtIntent<>(
                      f.number(DoubtIntent::intent), f.of(DoubtIntent::unsure, UNSURE)));

  private OperationShapes() {}

  private static StoreLoaded<Payload> storeLoaded(Fields<StoreLoaded<Payload>> f) {
    return new StoreLoaded<>(f.of(StoreLoaded::value, PAYLOAD), f.of(StoreLoaded::expiry, EXPIRY));
  }

  /** A life with its two special values in front, so that a rule takes few bytes. */
  private static long packed(long lifeMillis) {
    if (lifeMillis == ExpiryRule.UNCHANGED) {
      return 0;
    }
    return lifeMillis == ExpiryRule.ETERNAL ? 1 : lifeMillis + 2;
  }

  private static long life(long packed) {
    if (packed == 0) {
      return ExpiryRule.UNCHANGED;
    }
    return packed == 1 ? ExpiryRule.ETERNAL : packed - 2;
  }
}
