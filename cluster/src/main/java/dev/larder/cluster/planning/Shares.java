// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.planning;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * How many copies each node is to hold: as even as can be while the copies of each partition stand
 * in as many zones as they can.
 *
 * <p>Where each copy is to be in another zone, a zone holds at most one of each partition; where
 * each zone is to have a copy, it holds at least one. Zones that so cannot have the part that would
 * be even have exactly one of each, which their own nodes share; all other nodes share the rest.
 */
final class Shares {
  private final int partitions;
  private final List<Share> shares = new ArrayList<>();
  private final List<List<Integer>> free;
  private int left; // copies for the nodes of free zones

  /**
   * What some nodes share evenly.
   *
   * @param nodes their numbers
   * @param floor what each of them has at least
   * @param extras how many of them have one more
   */
  record Share(List<Integer> nodes, int floor, int extras) {
    static Share of(int amount, List<Integer> nodes) {
      return new Share(nodes, amount / nodes.size(), amount % nodes.size());
    }
  }

  private Shares(List<List<Integer>> zones, int partitions, int copies) {
    this.partitions = partitions;
    free = new ArrayList<>(zones);
    left = partitions * copies;
  }

  /**
   * The shares of all nodes.
   *
   * @param zones the numbers of the nodes in each
   * @param copies of a partition: at most as many as there are nodes
   */
  static List<Share> of(List<List<Integer>> zones, int partitions, int copies) {
    Shares shares = new Shares(zones, partitions, copies);
    boolean settled = false;
    while (!settled) {
      settled = copies <= zones.size() ? !shares.bindTheTooLarge() : !shares.bindTheTooSmall();
    }
    shares.shares.add(shares.rest());
    return shares.shares;
  }

  private Share rest() {
    return Share.of(left, free.stream().flatMap(List::stream).toList());
  }

  /** Binds zones that could hold more than one copy of each partition, if any has to. */
  private boolean bindTheTooLarge() {
    Share even = rest();
    List<List<Integer>> full = zonesWith(zone -> zone.size() * even.floor() - partitions);
    int room = sum(zone -> Math.min(zone.size(), partitions - zone.size() * even.floor()));
    if (full.isEmpty() && room < even.extras()) {
      full = zonesWith(zone -> zone.size() * (even.floor() + 1) - partitions);
    }
    return bind(full);
  }

  /** Binds zones that would hold less than one copy of each partition, if any has to. */
  private boolean bindTheTooSmall() {
    Share even = rest();
    List<List<Integer>> scarce = zonesWith(zone -> partitions - zone.size() * (even.floor() + 1));
    int need = sum(zone -> Math.max(0, partitions - zone.size() * even.floor()));
    if (scarce.isEmpty() && need > even.extras()) {
      scarce = zonesWith(zone -> partitions - zone.size() * even.floor());
    }
    return bind(scarce);
  }

  private List<List<Integer>> zonesWith(ToIntFunction<List<Integer>> excess) {
    return free.stream().filter(zone -> excess.applyAsInt(zone) > 0).toList();
  }

  private int sum(ToIntFunction<List<Integer>> part) {
    return free.stream().mapToInt(part).sum();
  }

  /** Never all that are free: together they can hold what is left. */
  private boolean bind(List<List<Integer>> zones) {
    zones.forEach(zone -> shares.add(Share.of(partitions, zone)));
    left -= partitions * zones.size();
    free.removeAll(zones);
    return !zones.isEmpty();
  }
}
