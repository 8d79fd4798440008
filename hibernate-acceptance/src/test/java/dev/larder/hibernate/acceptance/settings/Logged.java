// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.settings;

import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What Larder logs as a warning while it is open. */
final class Logged extends Handler implements AutoCloseable {
  private final Logger larder = Logger.getLogger("dev.larder.hibernate");
  private final List<String> warnings = Collections.synchronizedList(new ArrayList<>());

  private Logged() {
    larder.addHandler(this);
  }

  /** From now on. */
  static Logged warnings() {
    return new Logged();
  }

  /** Their texts so far. */
  List<String> soFar() {
    return List.copyOf(warnings);
  }

  @Override
  public void publish(LogRecord entry) {
    if (entry.getLevel().equals(Level.WARNING)) {
      Object[] parameters = entry.getParameters();
      warnings.add(
          parameters == null
              ? entry.getMessage()
              : MessageFormat.format(entry.getMessage(), parameters));
    }
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    larder.removeHandler(this);
  }
}
