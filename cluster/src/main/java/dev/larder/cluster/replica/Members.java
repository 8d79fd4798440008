// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.replica;

import dev.larder.cluster.topology.ProcessId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The other nodes that an owner's writes and leases depend on, and the one that learns. Some are
 * <em>counted</em>: those in sync, and a learner from just before the register is asked to put it
 * in sync until the outcome is known.
 */
final class Members {
  private final ProcessId self;
  private final Map<ProcessId, Peer> peers = new LinkedHashMap<>();

  /** For whom a copy is being made. */
  private @Nullable ProcessId learner;

  /** Grants of beacons sent up to then are void: their promises were taken back. */
  private long releasedMillis = Peer.NEVER;

  Members(ProcessId self) {
    this.self = self;
  }

  /** These are in sync from now on. */
  void become(List<ProcessId> inSync) {
    peers.keySet().removeIf(peer -> !inSync.contains(peer) && !peer.equals(learner));
    for (ProcessId member : inSync) {
      if (!member.equals(self)) {
        peers.computeIfAbsent(member, unknown -> new Peer());
      }
    }
    if (learner != null && inSync.contains(learner)) {
      learner = null;
    }
    count(inSync);
  }

  /** Counts those in sync and nobody else. */
  void count(List<ProcessId> inSync) {
    peers.forEach((node, peer) -> peer.counted = inSync.contains(node));
  }

  Set<ProcessId> nodes() {
    return peers.keySet();
  }

  Optional<Peer> find(ProcessId node) {
    return Optional.ofNullable(peers.get(node));
  }

  /** Does something for each, in the order in which they came. */
  void forEach(BiConsumer<ProcessId, Peer> what) {
    new ArrayList<>(peers.entrySet()).forEach(peer -> what.accept(peer.getKey(), peer.getValue()));
  }

  /** Those without whom nothing is committed or read. */
  Set<ProcessId> counted() {
    Map<ProcessId, Peer> counted = new LinkedHashMap<>(peers);
    counted.values().removeIf(peer -> !peer.counted);
    return counted.keySet();
  }

  /** Up to where everybody who is counted has a log that ends there. */
  long heldByAll(long end) {
    long held = end;
    for (Peer peer : peers.values()) {
      held = peer.counted ? Math.min(held, peer.acked) : held;
    }
    return held;
  }

  /** The member has the owner's log up to there. */
  void acknowledged(ProcessId member, long end) {
    Peer peer = peers.get(member);
    if (peer != null) {
      peer.acked = Math.max(peer.acked, end);
      peer.sent = Math.max(peer.sent, peer.acked);
      peer.complete |= member.equals(learner); // it acknowledges nothing before
    }
  }

  /** The member granted what a beacon asked for that was sent then. */
  void granted(ProcessId member, long sentMillis) {
    Peer peer = peers.get(member);
    if (peer != null && sentMillis > releasedMillis) {
      peer.grantedMillis = Math.max(peer.grantedMillis, sentMillis);
    }
  }

  /** Whether everybody who is counted granted a beacon that was sent later than this. */
  boolean grantedSince(long millis) {
    for (Peer peer : peers.values()) {
      if (peer.counted && peer.grantedMillis <= millis) {
        return false;
      }
    }
    return true;
  }

  /** The owner takes back every promise that was made to it. */
  void release(long nowMillis) {
    releasedMillis = nowMillis;
    peers.values().forEach(peer -> peer.grantedMillis = Peer.NEVER);
  }

  /** Everybody has everything: those who take over from here on need no question. */
  void completed() {
    peers.values().forEach(peer -> peer.complete = true);
  }

  Peer teach(ProcessId node) {
    learner = node;
    return peers.computeIfAbsent(node, unknown -> new Peer());
  }

  /** Whether somebody else than this node is being taught. */
  boolean teachesOtherThan(@Nullable ProcessId node) {
    return learner != null && !learner.equals(node);
  }

  boolean teaches(ProcessId node) {
    return node.equals(learner);
  }

  void stopTeaching() {
    if (learner != null) {
      peers.remove(learner);
      learner = null;
    }
  }
}
