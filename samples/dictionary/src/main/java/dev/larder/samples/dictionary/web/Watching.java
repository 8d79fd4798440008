// SPDX-License-Identifier: Apache-2.0

package dev.larder.samples.dictionary.web;

import dev.larder.samples.dictionary.caching.CacheFigures;
import dev.larder.samples.dictionary.caching.CacheSwitch.Mode;
import dev.larder.samples.dictionary.database.StatementCount;
import dev.larder.samples.dictionary.load.DictionaryLoad;
import dev.larder.samples.dictionary.load.LoadState;
import dev.larder.samples.dictionary.uses.CacheUse;
import dev.larder.samples.dictionary.uses.Latencies;
import dev.larder.samples.dictionary.uses.LookUpCounts;
import dev.larder.samples.dictionary.uses.LookUps;
import dev.larder.samples.dictionary.uses.Runs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the page shows beside the words: figures, code, runs. None of it asks the database. */
@RestController
@RequestMapping("/api")
class Watching {
  private final DictionaryLoad load;
  private final StatementCount statements;
  private final CacheFigures caches;
  private final LookUps lookUps;
  private final LookUpCounts counts;
  private final Runs runs;

  Watching(
      DictionaryLoad load,
      StatementCount statements,
      CacheFigures caches,
      LookUps lookUps,
      LookUpCounts counts,
      Runs runs) {
    this.load = load;
    this.statements = statements;
    this.caches = caches;
    this.lookUps = lookUps;
    this.counts = counts;
    this.runs = runs;
  }

  /** Everything that moves; {@code atMillis} lets the page reckon rates. */
  record Figures(
      long atMillis,
      LoadState load,
      int percent,
      long statements,
      List<CacheFigures.Figures> caches,
      Map<Mode, Latencies.Summary> latencies,
      LookUpCounts.WriteBehind writeBehind,
      Runs.Progress run) {}

  /** A use of a cache and its lines of code. */
  record Use(
      CacheUse use, String title, String cache, String means, String source, List<String> code) {}

  @GetMapping("/figures")
  Figures figures() {
    LoadState state = load.state();
    return new Figures(
        System.nanoTime() / 1_000_000,
        state,
        state.percent(),
        statements.total(),
        caches.all(),
        lookUps.latencies(),
        counts.writeBehind(),
        runs.progress());
  }

  @GetMapping("/uses")
  List<Use> uses() throws IOException {
    var uses = new ArrayList<Use>();
    for (CacheUse use : CacheUse.values()) {
      uses.add(
          new Use(use, use.title(), use.cache(), use.means(), use.source(), CodeLines.of(use)));
    }
    return uses;
  }

  @PostMapping("/run")
  ResponseEntity<Runs.Progress> run(
      @RequestParam(defaultValue = "2000") int lookUps,
      @RequestParam(defaultValue = "ON") Mode cache) {
    if (lookUps < 1 || lookUps > Runs.MAXIMUM_LOOK_UPS) {
      return ResponseEntity.badRequest().build();
    }
    if (!load.state().ready()) {
      return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).build();
    }
    boolean started = runs.start(lookUps, cache);
    HttpStatus status = started ? HttpStatus.ACCEPTED : HttpStatus.CONFLICT;
    return ResponseEntity.status(status).body(runs.progress());
  }
}
