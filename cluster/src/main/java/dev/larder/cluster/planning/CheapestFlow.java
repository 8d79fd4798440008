// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.planning;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * The greatest flow from one point of a network to another, and of those the cheapest. What is
 * built in the same order flows the same way.
 *
 * <p>Paths are filled from the cheapest to the dearest, and of equal ones the shortest first: all
 * of one length at a time (Dinic's blocking flow over successive shortest paths).
 */
final class CheapestFlow {
  static final int SOURCE = 0;
  static final int SINK = 1;

  private static final long COST = 1L << 20; // one unit of cost outweighs any number of arcs
  private static final long FAR = Long.MAX_VALUE;
  private static final int NONE = -1;

  // an arc and its way back are neighbours: 2i and 2i + 1
  private int[] to = new int[1024];
  private int[] room = new int[1024];
  private int[] cost = new int[1024];
  private int[] following = new int[1024]; // the next arc of the same point
  private int arcs;

  private int[] first = new int[256]; // by point
  private int points;

  private long[] distance = new long[0];
  private int[] current = new int[0]; // the arc to try next, by point

  CheapestFlow() {
    for (int end = SOURCE; end <= SINK; end++) {
      int unused = point();
    }
  }

  /** A new point. */
  int point() {
    if (points == first.length) {
      first = Arrays.copyOf(first, 2 * points);
    }
    first[points] = NONE;
    return points++;
  }

  /** A new arc; its number. Of equally good arcs of a point the last one made is used first. */
  int arc(int from, int target, int capacity, int unitCost) {
    if (arcs == to.length) {
      to = Arrays.copyOf(to, 2 * arcs);
      room = Arrays.copyOf(room, 2 * arcs);
      cost = Arrays.copyOf(cost, 2 * arcs);
      following = Arrays.copyOf(following, 2 * arcs);
    }
    half(from, target, capacity, unitCost);
    half(target, from, 0, -unitCost);
    return arcs - 2;
  }

  private void half(int from, int target, int capacity, int unitCost) {
    to[arcs] = target;
    room[arcs] = capacity;
    cost[arcs] = unitCost;
    following[arcs] = first[from];
    first[from] = arcs++;
  }

  /** How much flows through an arc. */
  int through(int arc) {
    return room[arc + 1];
  }

  /** Lets flow what can; gives back how much that is. */
  int run() {
    int flow = 0;
    while (measure()) {
      current = Arrays.copyOf(first, points);
      flow += push(SOURCE, Integer.MAX_VALUE);
    }
    return flow;
  }

  /** Measures how far each point is from the source; whether the sink can be reached. */
  private boolean measure() {
    distance = new long[points];
    Arrays.fill(distance, FAR);
    distance[SOURCE] = 0;
    boolean[] queued = new boolean[points];
    Deque<Integer> queue = new ArrayDeque<>();
    queue.add(SOURCE);
    while (!queue.isEmpty()) {
      int point = queue.remove();
      queued[point] = false;
      for (int arc = first[point]; arc != NONE; arc = following[arc]) {
        long length = distance[point] + lengthOf(arc);
        if (room[arc] > 0 && length < distance[to[arc]]) {
          distance[to[arc]] = length;
          if (!queued[to[arc]]) {
            queued[to[arc]] = true;
            queue.add(to[arc]);
          }
        }
      }
    }
    return distance[SINK] != FAR;
  }

  /** Each arc adds to the length, also on the way back: so shortest paths have no circles. */
  private long lengthOf(int arc) {
    return cost[arc] * COST + 1;
  }

  private int push(int point, int most) {
    if (point == SINK) {
      return most;
    }
    int pushed = 0;
    for (int arc = current[point]; arc != NONE && pushed < most; arc = following[arc]) {
      current[point] = arc;
      if (room[arc] > 0 && distance[to[arc]] == distance[point] + lengthOf(arc)) {
        int part = push(to[arc], Math.min(most - pushed, room[arc]));
        room[arc] -= part;
        room[arc ^ 1] += part;
        pushed += part;
      }
    }
    if (pushed < most) {
      current[point] = NONE;
    }
    return pushed;
  }
}
