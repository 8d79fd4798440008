// SPDX-License-Identifier: Apache-2.0

package dev.larder.samples.dictionary.web;

import dev.larder.samples.dictionary.caching.CacheSwitch.Mode;
import dev.larder.samples.dictionary.load.DictionaryLoad;
import dev.larder.samples.dictionary.uses.Change;
import dev.larder.samples.dictionary.uses.Edits;
import dev.larder.samples.dictionary.uses.Edits.Edited;
import dev.larder.samples.dictionary.uses.Edits.Outcome;
import dev.larder.samples.dictionary.uses.Edits.Renamed;
import dev.larder.samples.dictionary.uses.LookUps;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Lines and tags over HTTP: whoever changes what another has changed meanwhile gets a 409. */
@RestController
@RequestMapping("/api")
class Editing {
  private final DictionaryLoad load;
  private final LookUps lookUps;
  private final Edits edits;

  Editing(DictionaryLoad load, LookUps lookUps, Edits edits) {
    this.load = load;
    this.lookUps = lookUps;
    this.edits = edits;
  }

  /** What a page sends: what is missing is empty. */
  record Wish(
      int version,
      @Nullable String text,
      @Nullable List<String> examples,
      @Nullable List<String> tags) {

    Change of(int synset) {
      return new Change(
          synset,
          version,
          Objects.requireNonNullElse(text, ""),
          Objects.requireNonNullElse(examples, List.of()),
          Objects.requireNonNullElse(tags, List.of()));
    }
  }

  @PutMapping("/line")
  ResponseEntity<?> save(@RequestParam int synset, @RequestBody Wish wish) {
    if (!load.state().ready()) {
      return notReady();
    }
    Edited edited = edits.save(wish.of(synset));
    return ResponseEntity.status(statusOf(edited.outcome())).body(edited);
  }

  @GetMapping("/tag")
  ResponseEntity<?> tag(@RequestParam String name, @RequestParam(defaultValue = "ON") Mode cache) {
    if (!load.state().ready()) {
      return notReady();
    }
    return ResponseEntity.of(lookUps.ofTag(name, cache));
  }

  @PutMapping("/tag")
  ResponseEntity<?> rename(
      @RequestParam String name, @RequestParam int version, @RequestParam String to) {
    if (!load.state().ready()) {
      return notReady();
    }
    Renamed renamed = edits.rename(Change.tag(name), version, to);
    return ResponseEntity.status(statusOf(renamed.outcome())).body(renamed);
  }

  private static HttpStatus statusOf(Outcome outcome) {
    return switch (outcome) {
      case SAVED -> HttpStatus.OK;
      case CONFLICT -> HttpStatus.CONFLICT;
      case UNKNOWN -> HttpStatus.NOT_FOUND;
    };
  }

  private ResponseEntity<?> notReady() {
    return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).body(load.state());
  }
}
