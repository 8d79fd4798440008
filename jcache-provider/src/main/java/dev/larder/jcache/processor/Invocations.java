// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.processor;

import dev.larder.engine.entry.Outcome;
import dev.larder.engine.entry.PlainOperation;
import dev.larder.engine.entry.StatisticsDelta;
import dev.larder.engine.entry.StoredEntry;
import dev.larder.jcache.call.Calls;
import dev.larder.jcache.call.Decision;
import dev.larder.jcache.call.Mutations;
import dev.larder.jcache.copy.Keeper;
import dev.larder.jcache.expiry.ExpiryAdvice;
import java.util.function.Function;
import javax.cache.processor.EntryProcessor;
import javax.cache.processor.EntryProcessorException;
import org.jspecify.annotations.Nullable;

/**
 * Runs entry processors: once each, in the caller's thread, under the key's turn and no lock.
 *
 * @param <K> the key
 * @param <V> the value
 */
public final class Invocations<K, V> {
  private final Calls<K> calls;
  private final Mutations<K> underTurn;
  private final Keeper keeper;
  private final ExpiryAdvice expiry;
  private final Function<K, @Nullable Object> loader;
  private final Class<V> valueType;

  /**
   * Through the door of one cache.
   *
   * @param loader gives the value of an absent key, as the store holds it, or {@code null}
   */
  public Invocations(
      Calls<K> calls,
      Mutations<K> underTurn,
      Keeper keeper,
      ExpiryAdvice expiry,
      Function<K, @Nullable Object> loader,
      Class<V> valueType) {
    this.calls = calls;
    this.underTurn = underTurn;
    this.keeper = keeper;
    this.expiry = expiry;
    this.loader = loader;
    this.valueType = valueType;
  }

  /** One run of one processor. */
  private final class Run<T> implements Decision {
    private final K key;
    private final EntryProcessor<K, V, T> processor;
    private final Object[] arguments;
    private @Nullable T result;

    Run(K key, EntryProcessor<K, V, T> processor, Object[] arguments) {
      this.key = key;
      this.processor = processor;
      this.arguments = arguments;
    }

    @Override
    public PlainOperation<Object> decide(@Nullable StoredEntry<Object> before) {
      calls.statistics().add(before == null ? StatisticsDelta.MISS : StatisticsDelta.HIT);
      ProcessorEntry<K, V> entry = new ProcessorEntry<>(key, before, keeper, loader, valueType);
      try {
        result = processor.process(entry, arguments);
      } catch (EntryProcessorException e) {
        throw e;
      } catch (RuntimeException e) {
        throw new EntryProcessorException(e);
      }
      return entry.decided(expiry);
    }
  }

  /**
   * Runs a processor on a key.
   *
   * @throws EntryProcessorException what the processor threw, wrapped once; nothing was changed
   */
  public <T> @Nullable T invoke(
      String operation, K key, EntryProcessor<K, V, T> processor, Object[] arguments) {
    Run<T> run = new Run<>(key, processor, arguments);
    Outcome<Object> unused = underTurn.decide(operation, key, run);
    return run.result;
  }
}
