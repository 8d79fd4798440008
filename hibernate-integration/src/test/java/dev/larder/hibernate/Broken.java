// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Optional;

/** What Hibernate gives to a region, as far as a test says what it answers: all else fails. */
public final class Broken {
  private Broken() {}

  /** Fails whatever is asked. */
  public static <T> T all(Class<T> type) {
    return except(type, Map.of());
  }

  /** Answers some of its methods, by their names. */
  public static <T> T except(Class<T> type, Map<String, Object> answers) {
    InvocationHandler handler =
        (self, method, arguments) ->
            Optional.ofNullable(answers.get(method.getName()))
                .orElseThrow(() -> new IllegalStateException("broken: " + method.getName()));
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
