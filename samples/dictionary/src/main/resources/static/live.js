// SPDX-License-Identifier: Apache-2.0

import { byId, el, number, REGION_KINDS, time } from "./dom.js";

const POINTS = 60;
const QUEUE_SHOWN = 500;

/** The figures beside the words: what is counted on the server, and rates between two readings. */
export class Live {
  #last = null;
  #rates = [];
  #ratios = [];

  show(figures) {
    this.#showRatio(figures.caches);
    this.#showStatements(figures);
    showRace(figures.latencies);
    showQueue(figures.writeBehind);
    showRun(figures.run);
    showKinds(figures.caches);
    showCaches(figures.caches);
    this.#last = figures;
  }

  #showRatio(caches) {
    const hits = sum(caches, "hits");
    const misses = sum(caches, "misses");
    byId("hits").textContent = number(hits);
    byId("misses").textContent = number(misses);
    byId("ratio").textContent = percent(hits, misses);
    keep(this.#ratios, hits + misses ? hits / (hits + misses) : 0);
    spark(byId("ratio-spark"), this.#ratios, 1);
  }

  #showStatements({ atMillis, statements }) {
    byId("statements").textContent = number(statements);
    if (!this.#last) return;
    const seconds = (atMillis - this.#last.atMillis) / 1000;
    const rate = seconds > 0 ? (statements - this.#last.statements) / seconds : 0;
    byId("rate").textContent = number(Math.round(rate));
    keep(this.#rates, rate);
    spark(byId("rate-spark"), this.#rates, Math.max(10, ...this.#rates));
  }
}

const sum = (rows, name) => rows.reduce((total, row) => total + row[name], 0);

const percent = (hits, misses) => (hits + misses ? `${((100 * hits) / (hits + misses)).toFixed(1)} %` : "–");

function keep(points, value) {
  points.push(value);
  if (points.length > POINTS) points.shift();
}

function spark(svg, points, top) {
  if (points.length < 2) return;
  const x = (i) => ((120 * (i + POINTS - points.length)) / (POINTS - 1)).toFixed(1);
  const y = (value) => (27 - (26 * value) / top).toFixed(1);
  const line = points.map((value, i) => `${i ? "L" : "M"}${x(i)} ${y(value)}`).join("");
  const path = (d, kind) => {
    const node = document.createElementNS("http://www.w3.org/2000/svg", "path");
    node.setAttribute("d", d);
    if (kind) node.setAttribute("class", kind);
    return node;
  };
  svg.replaceChildren(path(`${line}L120 28L${x(0)} 28Z`, "fill"), path(line));
}

function showRace({ ON, OFF }) {
  const longest = Math.max(ON.medianNanos, OFF.medianNanos, 1);
  for (const [id, lane] of [["on", ON], ["off", OFF]]) {
    byId(`median-${id}`).textContent = lane.lookUps ? time(lane.medianNanos) : "–";
    const width = lane.lookUps ? Math.max(1, (100 * lane.medianNanos) / longest) : 0;
    byId(`bar-${id}`).style.width = `${width}%`;
  }
  const text = byId("race-text");
  if (!OFF.lookUps) text.textContent = "Turn the cache off and look up a few words to compare.";
  else if (!ON.lookUps) text.textContent = "Turn the cache on and look up a few words to compare.";
  else {
    const times = OFF.medianNanos / ON.medianNanos;
    const factor = el("b", {}, `${times < 10 ? times.toFixed(1) : Math.round(times)} times`);
    text.replaceChildren(factor, " as fast with the cache");
  }
}

function showQueue({ pending, rowsWritten, deadLetters }) {
  byId("pending").textContent = number(pending);
  byId("written").textContent = number(rowsWritten);
  byId("dead").textContent = deadLetters ? `, ${number(deadLetters)} given up` : "";
  byId("dots").style.setProperty("--full", `${Math.min(100, (100 * pending) / QUEUE_SHOWN)}%`);
}

function showRun({ running, done, lookUps, cache, millis }) {
  const button = byId("run");
  button.disabled = running;
  button.dataset.running = running;
  byId("run-bar").style.width = running ? `${(100 * done) / lookUps}%` : "0";
  byId("run-text").textContent = running
    ? `${number(done)} of ${number(lookUps)} …`
    : "Run 2,000 look-ups by use";
  if (!running && done) {
    const each = `${number(done)} look-ups, cache ${cache.toLowerCase()}, in ${(millis / 1000).toFixed(1)} s`;
    byId("run-detail").textContent = `The last run: ${each}.`;
    button.dataset.done = done;
  }
}

/** The four kinds of Hibernate's regions, each the sum of its regions. */
function showKinds(caches) {
  byId("kinds").replaceChildren(
    ...Object.entries(REGION_KINDS).map(([kind, name]) => {
      const regions = caches.filter((cache) => cache.kind === kind);
      const row = figuresRow(name, { hits: sum(regions, "hits"), misses: sum(regions, "misses"), puts: sum(regions, "puts") });
      row.dataset.kind = kind;
      return row;
    }),
  );
}

function showCaches(caches) {
  byId("caches").replaceChildren(...caches.map((figures) => figuresRow(figures.cache, figures)));
}

const figuresRow = (name, { hits, misses, puts }) =>
  el("tr", {}, ...[name, number(hits), number(misses), number(puts), percent(hits, misses)].map((cell) => el("td", {}, cell)));
