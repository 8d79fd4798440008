// SPDX-License-Identifier: Apache-2.0

import { byId, el, number, REGION_KINDS, time, statements } from "./dom.js";

const ONE = { hits: "hit", misses: "miss", puts: "put" };
const KEYWORDS = /(\/\/.*|"[^"]*"|@\w+|\b(?:public|private|static|return|var|new|long|class)\b)/;

/** The line that says what a look-up did, and the steps with their code. */
export class Steps {
  #uses = new Map();
  #before = new Map();
  #open = "DEFINITIONS";

  setUses(uses) {
    for (const use of uses) this.#uses.set(use.use, use);
  }

  show(found, again) {
    const lookUp = { ...found, nanos: sum(found.steps, "nanos"), statements: sum(found.steps, "statements") };
    const word = lookUp.entry ? lookUp.entry.word : `tag: ${lookUp.tag.name}`;
    const outcome = overall(lookUp);
    const story = byId("story");
    story.className = `story ${outcome}`;
    story.dataset.outcome = outcome;
    story.dataset.statements = lookUp.statements;
    const said = el("span", { class: "text" }, sentence(word, lookUp, outcome));
    if (outcome === "hit" && this.#before.has(word)) {
      said.append(el("span", { class: "before" }, `from the database it took ${this.#before.get(word)}`));
    }
    story.replaceChildren(
      el("span", { class: "time" }, time(lookUp.nanos)),
      said,
      el("button", { class: "again", id: "again", type: "button", onclick: again }, "Look up again"),
    );
    if (outcome !== "hit") {
      this.#before.set(word, `${time(lookUp.nanos)} and ${statements(lookUp.statements)}`);
    }
    this.#showSteps(lookUp.steps);
  }

  say(text) {
    byId("story").className = "story";
    byId("story").replaceChildren(el("p", { class: "hint" }, text));
  }

  #showSteps(steps) {
    const legend = el("div", { class: "legend" }, ...["", "", "time", "SQL"].map((name) => el("span", {}, name)));
    byId("steps").replaceChildren(legend, ...steps.map((step) => this.#stepView(step)));
  }

  #stepView({ use, outcome, nanos, statements: count, regions }) {
    const { title, cache, means, source, code } = this.#uses.get(use);
    const kind = outcome.toLowerCase();
    const view = el("details", { class: "step", name: "step", "data-use": use, "data-outcome": kind },
      el("summary", {},
        el("span", { class: `pill ${kind}` }, kind),
        el("span", {}, title, el("span", { class: "cache" }, cache)),
        el("span", {}, time(nanos)),
        el("span", { class: "count", title: statements(count) }, number(count)),
        ...(regions.length ? [el("span", { class: "regions" }, ...regions.map(regionView))] : [])),
      el("p", { class: "detail means" }, `${means} · ${source}`),
      el("pre", {}, ...colored(code.join("\n"))));
    view.open = use === this.#open;
    view.addEventListener("toggle", () => {
      if (view.open) this.#open = use;
    });
    return view;
  }
}

/** What regions of one kind did: hits, misses, puts, as far as there were any. */
function regionView(counts) {
  const said = Object.entries(ONE)
    .filter(([many]) => counts[many])
    .map(([many, one]) => el("b", { class: one }, `${number(counts[many])} ${counts[many] === 1 ? one : many}`));
  return el("span", {}, REGION_KINDS[counts.kind], " ", ...said);
}

const sum = (steps, name) => steps.reduce((total, step) => total + step[name], 0);

function overall({ cache, steps }) {
  if (cache === "OFF") return "off";
  return steps.every((step) => step.outcome === "HIT") ? "hit" : "miss";
}

function sentence(asked, { cache, steps, statements: count }, outcome) {
  const hits = steps.filter((step) => step.outcome === "HIT").length;
  const word = el("b", {}, `“${asked}”`);
  if (cache === "OFF") return el("span", {}, word, ` past the cache: ${statements(count)}`);
  const which = outcome === "hit" ? `all ${steps.length} parts` : hits ? `${hits} of ${steps.length} parts` : "nothing";
  return el("span", {}, word, ` ${outcome}: ${which} from the cache, ${statements(count)}`);
}

function colored(code) {
  return code.split(KEYWORDS).map((piece, index) => {
    if (index % 2 === 0) return piece;
    const kind = piece.startsWith('"') ? "string" : piece.startsWith("@") ? "note-word" : "word";
    return el("span", { class: kind }, piece);
  });
}
