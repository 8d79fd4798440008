// SPDX-License-Identifier: Apache-2.0

/** Elements without markup in strings: what comes from a user or the database stays text. */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
}

/** What Hibernate keeps in its second-level cache. */
export const REGION_KINDS = { NATURAL_ID: "natural ids", ENTITY: "entities", COLLECTION: "collections", QUERY: "queries" };

export const byId = (id) => document.getElementById(id);

export const number = (value) => value.toLocaleString("en");

/** A link that looks a word up. */
export const wordLink = (word) => el("a", { href: "#" + encodeURIComponent(word.toLowerCase()) }, word);

/** Links with commas between them. */
export const wordLinks = (words) => words.flatMap((word, i) => (i ? [", ", wordLink(word)] : [wordLink(word)]));

export function time(nanos) {
  if (nanos < 1e6) return `${Math.max(1, Math.round(nanos / 1e3))} µs`;
  return nanos < 1e7 ? `${(nanos / 1e6).toFixed(1)} ms` : `${number(Math.round(nanos / 1e6))} ms`;
}

export const statements = (count) => (count === 1 ? "1 database statement" : `${number(count)} database statements`);
