// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.link;

/** The store gave no answer: it was not asked, or not in time. */
final class NoAnswerException extends RuntimeException {
  private static final long serialVersionUID = 1;

  NoAnswerException(String message) {
    super(message, null, false, false); // where it comes from is known: no stack is needed
  }
}
