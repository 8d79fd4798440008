// SPDX-License-Identifier: Apache-2.0

package dev.larder.samples.dictionary.web;

import dev.larder.samples.dictionary.caching.CacheSwitch;
import dev.larder.samples.dictionary.caching.CacheSwitch.Mode;
import dev.larder.samples.dictionary.load.DictionaryLoad;
import dev.larder.samples.dictionary.load.LoadState;
import dev.larder.samples.dictionary.uses.LookUp;
import dev.larder.samples.dictionary.uses.LookUps;
import dev.larder.samples.dictionary.uses.Note;
import dev.larder.samples.dictionary.uses.Suggestions;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Words, notes and suggestions over HTTP; the cache is on unless the request says {@code OFF}. */
@RestController
@RequestMapping("/api")
class Words {
  private final DictionaryLoad load;
  private final LookUps lookUps;
  private final Suggestions suggestions;
  private final CacheSwitch cacheSwitch;

  Words(DictionaryLoad load, LookUps lookUps, Suggestions suggestions, CacheSwitch cacheSwitch) {
    this.load = load;
    this.lookUps = lookUps;
    this.suggestions = suggestions;
    this.cacheSwitch = cacheSwitch;
  }

  /** What a page is told that asks for an unknown word. */
  record Unknown(String word, List<String> suggestions) {}

  @GetMapping("/look-up")
  ResponseEntity<?> lookUp(
      @RequestParam String word,
      @RequestParam Optional<String> with,
      @RequestParam(defaultValue = "ON") Mode cache) {
    if (!load.state().ready()) {
      return notReady();
    }
    Optional<LookUp> found = lookUps.of(word, with.filter(other -> !other.isBlank()), cache);
    if (found.isPresent()) {
      return ResponseEntity.ok(found.get());
    }
    String asked = LookUps.normalized(word);
    return ResponseEntity.status(HttpStatus.NOT_FOUND).body(new Unknown(asked, nearest(asked)));
  }

  /** Words that begin as the unknown one does, as far as any do. */
  private List<String> nearest(String word) {
    for (int length = Math.min(word.length(), 40); length > 1; length--) {
      List<String> found = suggestions.of(word.substring(0, length));
      if (!found.isEmpty()) {
        return found;
      }
    }
    return List.of();
  }

  @GetMapping("/suggestions")
  ResponseEntity<?> suggest(
      @RequestParam String prefix, @RequestParam(defaultValue = "ON") Mode cache) {
    if (!load.state().ready()) {
      return notReady();
    }
    String asked = LookUps.normalized(prefix);
    return ResponseEntity.ok(
        asked.isEmpty() ? List.of() : cacheSwitch.with(cache, () -> suggestions.of(asked)));
  }

  @PutMapping("/note")
  ResponseEntity<?> write(@RequestParam String word, @RequestBody(required = false) String text) {
    if (!load.state().ready()) {
      return notReady();
    }
    String note = text == null ? "" : text.strip();
    if (note.length() > Note.MAXIMUM_LENGTH) {
      return refuse(
          "the note has "
              + note.length()
              + " characters; at most "
              + Note.MAXIMUM_LENGTH
              + " are allowed");
    }
    String asked = LookUps.normalized(word);
    if (asked.isEmpty() || asked.length() > 80) {
      return refuse("the word has " + asked.length() + " letters; 1 to 80 are allowed");
    }
    return ResponseEntity.ok(lookUps.writeNote(asked, note));
  }

  private static ResponseEntity<Refusals.Refusal> refuse(String message) {
    return ResponseEntity.badRequest().body(new Refusals.Refusal(message));
  }

  private ResponseEntity<LoadState> notReady() {
    return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).body(load.state());
  }
}
