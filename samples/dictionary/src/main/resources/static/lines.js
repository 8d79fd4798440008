// SPDX-License-Identifier: Apache-2.0

import { el, statements, time, wordLink } from "./dom.js";

const UNTOUCHED = -1;

/** What readers have made of a meaning nobody has touched. */
const untouched = (synset) => ({ synset, version: UNTOUCHED, text: "", examples: [], tags: [] });

/** Readers' lines by meaning; each meaning has one. */
export function linesOf(lookUp) {
  const lines = new Map(lookUp.lines.map((line) => [line.synset, line]));
  return (synset) => lines.get(synset) ?? untouched(synset);
}

/** A link to a tag. */
export const tagLink = (name) => el("a", { class: "tag reader", href: "#" + encodeURIComponent(`tag:${name}`) }, name);

/** The fields in which a line is edited; `save` sends it, `done` shows the entry again. */
export function lineForm(line, original, { save, done }) {
  let seen = line.version;
  const text = el("textarea", { class: "edit-text", "aria-label": "Definition", maxlength: "600" });
  const examples = el("textarea", { class: "edit-examples", "aria-label": "Examples, one a line", placeholder: "your examples, one a line" });
  const tags = el("input", { class: "edit-tags", "aria-label": "Tags, with commas", placeholder: "tags, with commas", autocapitalize: "none" });
  const said = el("p", { class: "said", role: "alert" });
  text.value = line.text || original;
  examples.value = line.examples.join("\n");
  tags.value = line.tags.join(", ");
  const form = el("form", { class: "edit", "data-synset": line.synset },
    text, examples, tags,
    el("div", { class: "note-row" },
      el("button", { class: "plain edit-save" }, "Save"),
      el("button", { class: "plain edit-cancel", type: "button", onclick: () => done() }, "Cancel"),
      el("span", { class: "detail" }, "An empty definition gives back WordNet's.")),
    said);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const wish = {
      version: seen,
      text: text.value.trim() === original ? "" : text.value,
      examples: examples.value.split("\n"),
      tags: tags.value.split(","),
    };
    const answer = await save(line.synset, wish);
    if (answer.outcome === "SAVED") {
      await done(`saved: ${statements(answer.step.statements)}, ${time(answer.step.nanos)}`);
    } else if (answer.outcome === "CONFLICT") {
      seen = answer.line.version;
      said.textContent = conflict(answer.line, original);
    } else {
      said.textContent = answer.refusal ?? "There is no such line.";
    }
  });
  return form;
}

function conflict(line, original) {
  const reads = [`“${line.text || original}”`, ...line.examples.map((example) => `“${example}”`), ...line.tags];
  return `Somebody else changed this line meanwhile. It now reads ${reads.join(", ")}. ` +
    "Save again to replace that, or cancel to keep it.";
}

/** A tag and the lines that have it. */
export function tagView({ tag }, rename) {
  const name = el("input", { id: "tag-name", "aria-label": "The tag's name", maxlength: "40", autocapitalize: "none" });
  name.value = tag.name;
  const said = el("p", { class: "said", role: "alert" });
  const form = el("form", { class: "likeness", id: "rename" }, el("span", {}, "rename it"), name, el("button", { class: "plain" }, "Rename"));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const answer = await rename(tag.name, tag.version, name.value);
    if (answer.refusal) said.textContent = answer.refusal;
    else if (answer.outcome === "CONFLICT") said.textContent = "Somebody else renamed this tag meanwhile, or another tag has that name. Look it up again.";
    else if (answer.outcome === "UNKNOWN") said.textContent = `There is no tag “${tag.name}” any more: somebody else renamed it.`;
  });
  return [
    el("div", { class: "headword" }, el("h1", {}, tag.name), el("span", { class: "detail" }, "a tag of readers")),
    tag.lines.length ? listed(tag.lines) : el("p", { class: "hint" }, "No line has it now."),
    el("section", { class: "part" }, form, said),
  ];
}

/** Lines with the words that lead to them. */
export function listed(lines) {
  return el("ul", { class: "listed" }, ...lines.map(({ synset, word, text }) => el("li", { "data-synset": synset }, wordLink(word), " ", text)));
}

/** What is shown for a tag that is not there. */
export const unknownTagView = (name) => [
  el("div", { class: "headword" }, el("h1", {}, name || "…")),
  el("p", { class: "part" }, `No reader has a tag “${name}”. Edit a line to give it one.`),
];
