// SPDX-License-Identifier: Apache-2.0

import { el, number, time, wordLink, wordLinks, statements } from "./dom.js";
import { lineForm, linesOf, tagLink } from "./lines.js";

const KINDS = { n: "noun", v: "verb", a: "adjective", s: "adjective", r: "adverb" };
const MARKERS = { a: "only before a noun", p: "only after the verb", ip: "only right after a noun" };
const TOPICS = (
  "- - - - act animal artifact attribute body cognition communication event feeling food group location motive " +
  "object person phenomenon plant possession process quantity relation shape state substance time body change " +
  "cognition communication competition consumption contact creation emotion motion perception possession social " +
  "stative weather -"
).split(" ");
const EXAMPLES_SHOWN = 2;

/** The entry of a word, as a page of a dictionary has it. */
export function entryView(lookUp, on) {
  return [
    headword(lookUp),
    ...senses(lookUp, on),
    part("Related words", relations(lookUp.related)),
    part("Path to the root", path(lookUp)),
    part("Likeness", likeness(lookUp, on.compare)),
    part("Your note", note(lookUp, on.save)),
  ].filter(Boolean);
}

function part(title, content) {
  return content && el("section", { class: "part" }, el("h2", {}, title), content);
}

function headword({ entry, times }) {
  const spelling = entry.senses.every((sense) => sense.spelling === entry.senses[0].spelling);
  const looked = times === 1 ? "looked up once" : `looked up ${number(times)} times`;
  const used = entry.uses ? `found ${number(entry.uses)} times in tagged texts, ` : "";
  return el(
    "div",
    { class: "headword" },
    el("h1", {}, spelling ? entry.senses[0].spelling : entry.word),
    el("span", { class: "detail" }, used + looked),
    el("span", { class: "detail", id: "edit-said", "aria-live": "polite" }),
  );
}

function senses(lookUp, on) {
  const { entry, definitions } = lookUp;
  const meaning = new Map(definitions.map((definition) => [definition.synset, definition]));
  const line = linesOf(lookUp);
  const lists = new Map();
  for (const sense of entry.senses) {
    const kind = KINDS[sense.type];
    if (!lists.has(kind)) lists.set(kind, el("ol", { class: "senses" }));
    lists.get(kind).append(senseItem(sense, meaning.get(sense.synset), line(sense.synset), on));
  }
  return [...lists].flatMap(([kind, list]) => [el("p", { class: "kind" }, kind), list]);
}

function senseItem(sense, definition, line, on) {
  const item = el("li", { "data-synset": sense.synset, "data-version": line.version },
    el("span", { class: "definition" }, line.text || definition.text));
  const topic = TOPICS[sense.topic];
  if (topic && topic !== "-") item.append(el("span", { class: "tag" }, topic));
  if (sense.marker) item.append(el("span", { class: "tag" }, MARKERS[sense.marker]));
  if (line.text) item.append(el("span", { class: "tag reader", title: `WordNet: ${definition.text}` }, "reworded"));
  item.append(...line.tags.map(tagLink));
  const edit = el("button", { class: "edit-open", type: "button", "aria-label": `Edit “${line.text || definition.text}”` }, "edit");
  edit.addEventListener("click", () => item.replaceChildren(lineForm(line, definition.text, { save: on.saveLine, done: on.again })));
  item.append(edit);
  for (const example of definition.examples.slice(0, EXAMPLES_SHOWN)) {
    item.append(el("span", { class: example.startsWith('"') ? "example cited" : "example" }, example));
  }
  item.append(...line.examples.map((example) => el("span", { class: "example reader" }, example)));
  if (sense.synonyms.length) {
    item.append(el("span", { class: "synonyms" }, "also ", ...wordLinks(sense.synonyms)));
  }
  return item;
}

function relations(related) {
  if (!related.length) return null;
  const list = el("dl", { class: "relations" });
  for (const { name, words, total } of related) {
    const shown = el("dd", {}, ...wordLinks(words));
    if (total > words.length) shown.append(el("span", { class: "detail" }, ` and ${number(total - words.length)} more`));
    list.append(el("dt", {}, name), shown);
  }
  return list;
}

function path({ entry, path }) {
  if (path.length < 2) return null;
  const names = [...path.slice(0, -1), entry.senses[0].spelling];
  return el("ol", { class: "path" }, ...names.map((word) => el("li", {}, wordLink(word))));
}

function likeness({ entry, likeness }, compare) {
  const other = el("input", {
    "aria-label": "Compare with another word", placeholder: "another word", maxlength: "80", id: "other",
    autocapitalize: "none", spellcheck: "false", value: likeness ? likeness.other : "",
  });
  const form = el("form", { class: "likeness" }, el("span", {}, `${entry.word} and`), other);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    compare(other.value);
  });
  if (!likeness) {
    form.append(el("button", { class: "plain" }, "compare"));
    return form;
  }
  const { score, common, steps } = likeness.similarity;
  const percent = Math.round(score * 100);
  const meter = el("span", { class: "meter" });
  meter.append(el("i", { style: `width:${percent}%` }));
  const text = common ? `${percent} %: both are “${common}”, ${steps === 1 ? "1 step" : steps + " steps"} apart` : "nothing in common";
  form.append(meter, el("span", { class: "detail" }, text));
  return form;
}

function note({ entry, note }, save) {
  const text = el("textarea", {
    id: "note", maxlength: "2000", "aria-label": `Note about ${entry.word}`,
    placeholder: "Write something; it goes to the database and to the cache in one step.",
  });
  text.value = note.text;
  const said = el("span", { class: "detail", id: "note-said", "aria-live": "polite" });
  const button = el("button", { class: "plain", type: "button", id: "save-note" }, "Save");
  button.addEventListener("click", async () => {
    const { step } = await save(entry.word, text.value);
    said.textContent = `written through: ${statements(step.statements)}, ${time(step.nanos)}`;
  });
  return el("div", {}, text, el("div", { class: "note-row" }, button, said));
}

/** What is shown for a word that is not there. */
export function unknownView({ word, suggestions }) {
  const text = suggestions.length ? "Words that begin like it:" : "Try another spelling.";
  return [
    el("div", { class: "headword" }, el("h1", {}, word || "…")),
    el("p", { class: "part" }, `WordNet has no “${word}”. ${text}`),
    el("ul", { class: "path" }, ...suggestions.map((other) => el("li", {}, wordLink(other)))),
  ];
}

/** What is shown while the words are not there yet. */
export function loadingView(load, percent) {
  if (load.phase === "FAILED") {
    return [el("div", { class: "loading" }, el("h1", {}, "The words could not be loaded"),
      el("p", {}, load.failure), el("p", { class: "hint" }, "Start the dictionary again; the load starts over."))];
  }
  const indexing = load.phase === "INDEXING";
  const bar = el("div", { class: "bar", role: "progressbar", "aria-valuenow": percent, "aria-valuemin": 0, "aria-valuemax": 100 });
  bar.append(el("i", { style: `width:${percent}%` }));
  return [el("div", { class: "loading" },
    el("h1", {}, "The words are on their way"),
    el("p", { class: "hint" }, "WordNet 3.1 goes into the database, this first time only."),
    bar,
    el("p", { class: "detail" }, indexing ? "building the indexes …" : `${percent} %: ${number(load.rows)} of ${number(load.totalRows)} rows`))];
}
