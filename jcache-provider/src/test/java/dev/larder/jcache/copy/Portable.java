// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.copy;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Classes that a test loads again by a loader of its own; they need nothing but the JDK. */
public final class Portable implements Supplier<Object[]> {

  /** A record that is copied directly. */
  record Page(String title, List<Object> lines) {}

  /** A class that goes by serialization. */
  static final class Book implements Serializable {
    private static final long serialVersionUID = 1L;

    final Object content;

    Book(Object content) {
      this.content = content;
    }
  }

  /** One value of each class. */
  @Override
  public Object[] get() {
    return new Object[] {
      new Page("t", new ArrayList<>(List.of("a"))),
      new Book(new Object[] {int.class, new Book[0], new int[0][0]}),
      new Page[] {new Page("t", new ArrayList<>())}
    };
  }
}
