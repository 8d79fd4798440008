// SPDX-License-Identifier: Apache-2.0

package dev.larder.benchmarks;

import dev.larder.engine.eviction.Evictable;
import dev.larder.engine.eviction.EvictionPolicy;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Bare eviction policies without a cache around them: the candidates of ADR 3. */
final class PolicyModels {
  private PolicyModels() {}

  /** The policy of Larder's stores. */
  static CacheModel larder(int bound) {
    EvictionPolicy<Resident> policy = new EvictionPolicy<>();
    Map<Integer, Resident> table = new HashMap<>();
    return key -> {
      Resident found = table.get(key);
      if (found != null) {
        found.markUsed();
        return true;
      }
      if (policy.size() == bound) {
        table.remove(Objects.requireNonNull(policy.nextVictim(any -> true)).key);
      }
      Resident newcomer = new Resident(key);
      table.put(key, newcomer);
      policy.add(newcomer);
      return false;
    };
  }

  /** The longest unused leaves. */
  static CacheModel lru(int bound) {
    Map<Integer, Boolean> table = new LinkedHashMap<>(16, 0.75f, true);
    return key -> {
      if (table.get(key) != null) {
        return true;
      }
      table.put(key, true);
      if (table.size() > bound) {
        table.remove(table.keySet().iterator().next());
      }
      return false;
    };
  }

  /** SIEVE as published: one queue, a bit for each, a hand that stays where it is. */
  static CacheModel sieve(int bound) {
    return new Sieve(bound);
  }

  /** S3-FIFO as published: a tenth small, two bits, as many ghosts as the main queue. */
  static CacheModel s3fifo(int bound) {
    return new S3Fifo(bound);
  }

  /** A key in Larder's policy. */
  private static final class Resident extends Evictable {
    final int key;

    Resident(int key) {
      this.key = key;
    }

    @Override
    protected int keyHash() {
      return key;
    }
  }

  /** A key in a published policy. */
  private static final class Node {
    final int key;
    int hits;
    @Nullable Node older;
    @Nullable Node younger;

    Node(int key) {
      this.key = key;
    }
  }

  /** SIEVE. */
  private static final class Sieve implements CacheModel {
    private final int bound;
    private final Map<Integer, Node> table = new HashMap<>();
    private @Nullable Node oldest;
    private @Nullable Node youngest;
    private @Nullable Node hand;

    Sieve(int bound) {
      this.bound = bound;
    }

    @Override
    public boolean access(int key) {
      Node found = table.get(key);
      if (found != null) {
        found.hits = 1;
        return true;
      }
      if (table.size() == bound) {
        evict();
      }
      Node node = new Node(key);
      table.put(key, node);
      node.older = youngest;
      if (youngest == null) {
        oldest = node;
      } else {
        youngest.younger = node;
      }
      youngest = node;
      return false;
    }

    private void evict() {
      Node victim = Objects.requireNonNull(hand == null ? oldest : hand);
      while (victim.hits > 0) {
        victim.hits = 0;
        victim = Objects.requireNonNull(victim.younger == null ? oldest : victim.younger);
      }
      hand = victim.younger;
      unlink(victim);
      table.remove(victim.key);
    }

    private void unlink(Node node) {
      if (node.older == null) {
        oldest = node.younger;
      } else {
        node.older.younger = node.younger;
      }
      if (node.younger == null) {
        youngest = node.older;
      } else {
        node.younger.older = node.older;
      }
    }
  }

  /** S3-FIFO. */
  private static final class S3Fifo implements CacheModel {
    private static final int MOST_HITS = 3;

    private final int bound;
    private final int smallTarget;
    private final Map<Integer, Node> table = new HashMap<>();
    private final Deque<Node> small = new ArrayDeque<>();
    private final Deque<Node> main = new ArrayDeque<>();
    private final Set<Integer> ghosts = new HashSet<>();
    private final Deque<Integer> ghostsByAge = new ArrayDeque<>();

    S3Fifo(int bound) {
      this.bound = bound;
      smallTarget = Math.max(1, bound / 10);
    }

    @Override
    public boolean access(int key) {
      Node found = table.get(key);
      if (found != null) {
        found.hits = Math.min(MOST_HITS, found.hits + 1);
        return true;
      }
      while (table.size() >= bound) {
        evict();
      }
      Node node = new Node(key);
      table.put(key, node);
      (ghosts.remove(key) ? main : small).addLast(node);
      return false;
    }

    private void evict() {
      if (small.size() >= smallTarget || main.isEmpty()) {
        Node node = small.removeFirst();
        if (node.hits > 0) {
          node.hits = 0;
          main.addLast(node);
        } else {
          table.remove(node.key);
          rememberGhost(node.key);
        }
      } else {
        Node node = main.removeFirst();
        if (node.hits > 0) {
          node.hits--;
          main.addLast(node);
        } else {
          table.remove(node.key);
        }
      }
    }

    private void rememberGhost(int key) {
      ghosts.add(key);
      ghostsByAge.addLast(key);
      while (ghostsByAge.size() > bound - smallTarget) {
        ghosts.remove(ghostsByAge.removeFirst());
      }
    }
  }
}
