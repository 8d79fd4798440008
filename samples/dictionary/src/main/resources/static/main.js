// SPDX-License-Identifier: Apache-2.0

import { byId } from "./dom.js";
import { entryView, loadingView, unknownView } from "./entry.js";
import { listed, tagView, unknownTagView } from "./lines.js";
import { Live } from "./live.js";
import { Search } from "./search.js";
import { Steps } from "./steps.js";

const FIRST_WORD = "larder";
const FIRST_OTHER = "kitchen";
const READ_EVERY_MILLIS = 700;
const RUN_LOOK_UPS = 2000;
const TAG = "tag:";

const live = new Live();
const steps = new Steps();
let cacheOn = true;
let ready = false;
let shown = "";
let other = FIRST_OTHER;
let views = 0;

const mode = () => (cacheOn ? "ON" : "OFF");

const url = (path, parameters) => `api/${path}?${new URLSearchParams(parameters)}`;

const search = new Search(suggest, (word) => goTo(word));

async function suggest(prefix) {
  if (!ready) return [];
  const answer = await fetch(url("suggestions", { prefix, cache: mode() }));
  return answer.ok ? answer.json() : [];
}

function goTo(word) {
  const hash = "#" + encodeURIComponent(word.toLowerCase());
  if (location.hash === hash) lookUp(word);
  else location.hash = hash;
}

const asked = () => decodeURIComponent(location.hash.slice(1)) || FIRST_WORD;

async function lookUp(word) {
  search.word = word;
  if (!ready) return;
  if (word.startsWith(TAG)) {
    await lookUpTag(word.slice(TAG.length).trim());
    return;
  }
  const answer = await fetch(url("look-up", { word, with: other, cache: mode() }));
  if (answer.status === 404) {
    const unknown = await answer.json();
    steps.say(`“${unknown.word}” is not in the dictionary.`);
    show(unknownView(unknown));
    return;
  }
  if (!answer.ok) throw new Error(`look-up: status ${answer.status}`);
  const found = await answer.json();
  shown = found.entry.word;
  document.title = `${shown} · Larder dictionary`;
  steps.show(found, () => lookUp(shown));
  showLatest(found.latest);
  show(entryView(found, { compare, save, saveLine, again }));
}

/** Shows something in the place of the entry, and counts it: that tells when a look-up is done. */
function show(view) {
  byId("entry").replaceChildren(...view);
  byId("entry").dataset.views = ++views;
}

/** Looks the word up again, after a change of one of its lines. */
async function again(said = "") {
  await lookUp(shown);
  byId("edit-said").textContent = said;
}

async function lookUpTag(name) {
  const answer = await fetch(url("tag", { name, cache: mode() }));
  if (answer.status === 404) {
    steps.say(`“${name}” is not a tag.`);
    show(unknownTagView(name));
    return;
  }
  if (!answer.ok) throw new Error(`tag: status ${answer.status}`);
  const found = await answer.json();
  document.title = `${name} · Larder dictionary`;
  steps.show(found, () => lookUpTag(name));
  showLatest(found.latest);
  show(tagView(found, rename));
}

function showLatest(latest) {
  if (latest.length) byId("latest").replaceChildren(listed(latest));
}

function compare(word) {
  other = word;
  return lookUp(shown);
}

async function save(word, text) {
  const answer = await fetch(url("note", { word }), {
    method: "PUT", headers: { "Content-Type": "text/plain;charset=UTF-8" }, body: text,
  });
  if (!answer.ok) throw new Error(`note: status ${answer.status}`);
  return answer.json();
}

/** Sends a line; the answer says whether it was saved, or why not. */
async function saveLine(synset, wish) {
  return edited(await fetch(url("line", { synset }), {
    method: "PUT", headers: { "Content-Type": "application/json" }, body: JSON.stringify(wish),
  }));
}

async function rename(name, version, to) {
  const renamed = await edited(await fetch(url("tag", { name, version, to }), { method: "PUT" }));
  if (renamed.outcome === "SAVED") goTo(TAG + renamed.name);
  return renamed;
}

async function edited(answer) {
  if (answer.status === 400) return { refusal: (await answer.json()).message };
  if (!answer.ok && answer.status !== 409 && answer.status !== 404) throw new Error(`edit: status ${answer.status}`);
  return answer.json();
}

/** The figures; nothing while the server is away. */
async function figuresOrNothing() {
  try {
    const answer = await fetch("api/figures");
    return answer.ok ? await answer.json() : null;
  } catch (failure) {
    console.warn("no answer", failure);
    return null;
  }
}

async function read() {
  const figures = await figuresOrNothing();
  if (!figures) {
    steps.say("The dictionary does not answer; is it still running?");
    ready = false;
    return;
  }
  live.show(figures);
  if (ready) return;
  if (figures.load.phase === "READY") {
    ready = true;
    await lookUp(asked());
  } else {
    steps.say("The page is here already; the words follow.");
    byId("entry").replaceChildren(...loadingView(figures.load, figures.percent));
  }
}

async function keepReading() {
  await read().finally(() => setTimeout(keepReading, READ_EVERY_MILLIS));
}

byId("switch").addEventListener("click", () => {
  cacheOn = !cacheOn;
  byId("switch").setAttribute("aria-checked", String(cacheOn));
  byId("switch-state").textContent = cacheOn ? "on" : "off";
  lookUp(asked());
});

byId("run").addEventListener("click", async () => {
  await fetch(url("run", { lookUps: RUN_LOOK_UPS, cache: mode() }), { method: "POST" });
  await read();
});

window.addEventListener("hashchange", () => lookUp(asked()));

steps.setUses(await (await fetch("api/uses")).json());
search.word = asked();
keepReading();
