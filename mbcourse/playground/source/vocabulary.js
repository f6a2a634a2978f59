/** The words, limits and defaults that tools/vocabulary.py writes: those of mbcourse.playground.settings. */

import vocabulary from "./vocabulary.json" with { type: "json" };

/** Settings to open with; the lowest and highest value of each; what the page offers at a click; a run's choices. */
export const { defaults: DEFAULTS, limits: LIMITS, offered: OFFERED, run: RUN } = vocabulary;

/** How many ghosts a run has; after which part of a run an inverse time schedule has halved the rate. */
export const { ghosts: GHOSTS, halved: HALVED } = vocabulary;

/**
 * Return what the scripts know of each of Python's words, in Python's order.
 * @param {"orders" | "axes" | "views" | "schedules" | "panels"} kind
 * @param {object} table an entry for each word, with a `label` that readers see
 * @throws {Error} if one language has a word that the other lacks
 */
export function entries(kind, table) {
  const words = vocabulary[kind];
  const missing = words.filter((word) => !table[word]?.label);
  const unknown = Object.keys(table).filter((word) => !words.includes(word));
  if (missing.length) throw new Error(`${kind}: the scripts have no entry with a label for ${missing.join(", ")}`);
  if (unknown.length) throw new Error(`${kind}: Python does not know ${unknown.join(", ")}`);
  return Object.fromEntries(words.map((word) => [word, table[word]]));
}

/** Return the labels of a table's words, {word: label}. */
export const labels = (table) => Object.fromEntries(Object.entries(table).map(([word, { label }]) => [word, label]));
