// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.wire;

import static dev.larder.cluster.wire.OperationShapes.OPERATIONS;
import static dev.larder.cluster.wire.Shapes.PAYLOAD;
import static dev.larder.cluster.wire.TopologyShapes.PROCESS;

import dev.larder.cluster.message.Ask;
import dev.larder.cluster.message.Command;
import dev.larder.cluster.message.LogEntry;
import dev.larder.cluster.message.RequestId;
import dev.larder.engine.store.EntryStore.CacheEnd;
import java.util.List;

/** How commands and the log entries that carry them look on the wire. */
final class LogShapes {
  static final Choice<CacheEnd> CACHE_END = Choice.of(CacheEnd.KNOWN, CacheEnd.UNKNOWN);

  static final Shape<RequestId> REQUEST =
      new Flat<>(
          2, f -> new RequestId(f.of(RequestId::caller, PROCESS), f.number(RequestId::number)));

  private static final Shape<Ask> ASK =
      new Body<>(
          "Ask",
          f ->
              new Ask(
                  f.of(Ask::request, REQUEST),
                  f.number(Ask::answeredBelow),
                  f.small(Ask::generation),
                  f.number(Ask::firstSentMillis)));

  /** Those that a caller may send; the others are a node's own. */
  static final Family<Command.Asked> ASKED =
      Family.<Command.Asked>of("command of a caller")
          .with(
              1,
              Command.Operate.class,
              f ->
                  new Command.Operate(
                      f.of(Command.Operate::ask, ASK),
                      f.number(Command.Operate::cache),
                      f.of(Command.Operate::key, PAYLOAD),
                      f.of(Command.Operate::operation, OPERATIONS)))
          .with(
              2,
              Command.Clear.class,
              f -> new Command.Clear(f.of(Command.Clear::ask, ASK), f.number(Command.Clear::cache)))
          .with(
              3,
              Command.OpenCache.class,
              f ->
                  new Command.OpenCache(
                      f.of(Command.OpenCache::ask, ASK), f.number(Command.OpenCache::cache)))
          .with(
              4,
              Command.EndCache.class,
              f ->
                  new Command.EndCache(
                      f.of(Command.EndCache::ask, ASK),
                      f.number(Command.EndCache::cache),
                      f.number(Command.EndCache::intent),
                      f.of(Command.EndCache::end, CACHE_END)));

  static final Family<Command> COMMANDS =
      Family.<Command>of("command")
          .with(ASKED)
          .with(20, Command.EndDue.class, f -> new Command.EndDue());

  private static final Shape<LogEntry> LOG_ENTRY =
      new Body<>(
          "LogEntry",
          f ->
              new LogEntry(
                  f.number(LogEntry::sequence),
                  f.number(LogEntry::epoch),
                  f.number(LogEntry::timeMillis),
                  f.of(LogEntry::command, COMMANDS)));

  static final Shape<List<LogEntry>> LOG = Shapes.list(LOG_ENTRY);

  private LogShapes() {}
}
