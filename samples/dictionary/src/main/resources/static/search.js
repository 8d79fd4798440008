// SPDX-License-Identifier: Apache-2.0

import { byId, el } from "./dom.js";

/** The field with its suggestions: arrows choose, Enter takes, Escape closes. */
export class Search {
  #field = byId("word");
  #list = byId("suggestions");
  #chosen = -1;
  #asked = 0;

  constructor(suggest, take) {
    this.suggest = suggest;
    this.take = take;
    this.#field.addEventListener("input", () => this.#ask());
    this.#field.addEventListener("keydown", (event) => this.#key(event));
    this.#field.addEventListener("blur", () => this.close());
    byId("search").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#go(this.#field.value);
    });
  }

  set word(word) {
    this.#field.value = word;
  }

  close() {
    this.#asked++;
    this.#list.hidden = true;
    this.#chosen = -1;
    this.#field.setAttribute("aria-expanded", "false");
  }

  #go(word) {
    this.close();
    if (word.trim()) this.take(word.trim());
  }

  async #ask() {
    const asked = ++this.#asked;
    const prefix = this.#field.value.trim();
    const words = prefix ? await this.suggest(prefix) : [];
    // An answer that a later letter has overtaken is not shown.
    if (asked === this.#asked) this.#show(words, prefix);
  }

  #show(words, prefix) {
    if (!words.length) return this.close();
    this.#chosen = -1;
    this.#list.replaceChildren(
      ...words.map((word) =>
        el("li", { role: "option", "aria-selected": "false", "data-word": word,
          onmousedown: (event) => { event.preventDefault(); this.#go(word); } },
          el("mark", {}, word.slice(0, prefix.length)), word.slice(prefix.length))),
    );
    this.#list.hidden = false;
    this.#field.setAttribute("aria-expanded", "true");
  }

  #key(event) {
    const items = [...this.#list.children];
    if (event.key === "Escape") this.close();
    if (this.#list.hidden || !["ArrowDown", "ArrowUp", "Enter"].includes(event.key)) return;
    if (event.key === "Enter") {
      if (this.#chosen >= 0) {
        event.preventDefault();
        this.#go(items[this.#chosen].dataset.word);
      }
      return;
    }
    event.preventDefault();
    const step = event.key === "ArrowDown" ? 1 : -1;
    this.#chosen = (this.#chosen + step + items.length) % items.length;
    items.forEach((item, i) => item.setAttribute("aria-selected", String(i === this.#chosen)));
  }
}
