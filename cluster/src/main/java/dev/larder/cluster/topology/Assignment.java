// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.topology;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who owns one partition, and who holds copies that may take it over. Each change but a mark has
 * the next epoch; the methods are the legal moves.
 *
 * @param generation grows only when the partition was lost, with all its entries
 * @param epoch numbers the assignments of the partition
 * @param reign the epoch in which the owner took office
 * @param owner orders the writes
 * @param inSync must acknowledge every write; the owner first
 * @param losing set while the partition is about to be declared lost; any other move clears it
 * @param nonce of the attempt that made it
 */
public record Assignment(
    int generation,
    long epoch,
    long reign,
    ProcessId owner,
    List<ProcessId> inSync,
    Optional<Nonce> losing,
    Nonce nonce) {

  /** Refuses an assignment that nobody could keep. */
  public Assignment {
    inSync = List.copyOf(inSync);
    if (inSync.isEmpty() || !inSync.get(0).equals(owner)) {
      throw new IllegalArgumentException(
          "assignment: the owner " + owner + " is not the first in sync, which are " + inSync);
    }
    for (int member = 1; member < inSync.size(); member++) {
      if (inSync.indexOf(inSync.get(member)) != member) {
        throw new IllegalArgumentException("assignment: a node is in sync twice: " + inSync);
      }
    }
    if (generation < 1 || epoch < 1 || reign < 1 || reign > epoch) {
      throw new IllegalArgumentException(
          "assignment: generation "
              + generation
              + ", epoch "
              + epoch
              + ", reign "
              + reign
              + "; each is at least 1, and no reign is above its epoch");
    }
  }

  /** The first one of a partition, without any entry. */
  public static Assignment first(ProcessId owner, Nonce nonce) {
    return new Assignment(1, 1, 1, owner, List.of(owner), Optional.empty(), nonce);
  }

  /** Whether this node must acknowledge every write. */
  public boolean isInSync(ProcessId node) {
    return inSync.contains(node);
  }

  /** Add: a node whose copy is complete is in sync from now on. */
  public Assignment adding(ProcessId node, Nonce attempt) {
    List<ProcessId> more = new ArrayList<>(inSync);
    more.add(node);
    return next(reign, more, attempt);
  }

  /** Evict: a member goes that is not the owner. */
  public Assignment evicting(ProcessId member, Nonce attempt) {
    if (member.equals(owner)) {
      throw new IllegalArgumentException("assignment: the owner is evicted by naming another");
    }
    List<ProcessId> fewer = new ArrayList<>(inSync);
    fewer.remove(member);
    return next(reign, fewer, attempt);
  }

  /** Evict: another member takes over from the owner, which is out. */
  public Assignment takenOverBy(ProcessId member, Nonce attempt) {
    List<ProcessId> others = new ArrayList<>(inSync);
    others.remove(owner);
    return next(epoch + 1, first(member, others), attempt);
  }

  /** Hand over: another member is the owner, and the present one stays in sync. */
  public Assignment handedTo(ProcessId member, Nonce attempt) {
    return next(epoch + 1, first(member, inSync), attempt);
  }

  /** Bump: nothing changes but the epoch. */
  public Assignment bumped(Nonce attempt) {
    return next(reign, inSync, attempt);
  }

  /** The mark before a loss; it leaves the epoch as it is. */
  public Assignment marked(Nonce mark, Nonce attempt) {
    return new Assignment(generation, epoch, reign, owner, inSync, Optional.of(mark), attempt);
  }

  /** Takes the mark away: somebody who has the data lives. It leaves the epoch as it is. */
  public Assignment unmarked(Nonce attempt) {
    return new Assignment(generation, epoch, reign, owner, inSync, Optional.empty(), attempt);
  }

  /** Lost: one owner without any entry begins anew. */
  public Assignment lostTo(ProcessId node, Nonce attempt) {
    return new Assignment(
        generation + 1, epoch + 1, epoch + 1, node, List.of(node), Optional.empty(), attempt);
  }

  private Assignment next(long nextReign, List<ProcessId> nextInSync, Nonce attempt) {
    return new Assignment(
        generation, epoch + 1, nextReign, nextInSync.get(0), nextInSync, Optional.empty(), attempt);
  }

  private static List<ProcessId> first(ProcessId member, List<ProcessId> others) {
    if (!others.contains(member)) {
      throw new IllegalArgumentException(
          "assignment: " + member + " is to own it, but only " + others + " could");
    }
    List<ProcessId> ordered = new ArrayList<>(others);
    ordered.remove(member);
    ordered.add(0, member);
    return ordered;
  }
}
