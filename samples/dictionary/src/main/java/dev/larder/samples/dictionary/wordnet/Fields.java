// SPDX-License-Identifier: Apache-2.0

package dev.larder.samples.dictionary.wordnet;

/** The space-separated fields of one line, read from left to right. */
final class Fields {
  private final String line;
  private int next;

  Fields(String line) {
    this.line = line;
  }

  /** The next field; {@code name} tells the reader of an error which one. */
  String text(String name) throws MalformedLine {
    if (next >= line.length()) {
      throw new MalformedLine("the line ends before its " + name);
    }
    int end = line.indexOf(' ', next);
    if (end < 0) {
      end = line.length();
    }
    String field = line.substring(next, end);
    next = end + 1;
    return field;
  }

  int decimal(String name) throws MalformedLine {
    return number(name, text(name), 10);
  }

  int hexadecimal(String name) throws MalformedLine {
    return number(name, text(name), 16);
  }

  /** A number written with the given radix. */
  static int number(String name, String field, int radix) throws MalformedLine {
    try {
      return Integer.parseInt(field, radix);
    } catch (NumberFormatException notOne) {
      String kind = radix == 16 ? "a hexadecimal number" : "a number";
      throw new MalformedLine("the " + name + " is '" + field + "'; " + kind + " is allowed");
    }
  }
}
