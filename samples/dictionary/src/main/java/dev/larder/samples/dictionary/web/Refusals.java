// SPDX-License-Identifier: Apache-2.0

package dev.larder.samples.dictionary.web;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Tells a page that asks for the impossible what is allowed. */
@RestControllerAdvice
class Refusals {
  /** What it is told. */
  record Refusal(String message) {}

  @ExceptionHandler(IllegalArgumentException.class)
  @ResponseStatus(HttpStatus.BAD_REQUEST)
  Refusal refused(IllegalArgumentException cause) {
    return new Refusal(String.valueOf(cause.getMessage()));
  }
}
