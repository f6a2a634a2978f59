/** How the learning rate falls over a run: the schedules of mbcourse.schedules, with the lengths of the playground. */

import { entries, HALVED } from "./vocabulary.js";

const END = 0.01; // of the rate is left by the exponential schedule

/** `share` says what is left of the rate after k of all updates. */
export const SCHEDULES = entries("schedules", {
  constant: { label: "constant", share: () => 1 },
  step: { label: "steps", share: (k, updates) => (2 * k < updates ? 1 : 4 * k < 3 * updates ? 0.1 : 0.01) },
  inverse_time: { label: "inverse time", share: (k, updates) => 1 / (1 + (k * HALVED) / updates) },
  exponential: { label: "exponential", share: (k, updates) => END ** (k / updates) },
  cosine: { label: "cosine", share: (k, updates) => (1 + Math.cos((Math.PI * k) / updates)) / 2 },
});

/** The rate after k updates, for k from 0 to all of them. */
export function ratesOf({ rate, schedule }, updates) {
  const { share } = SCHEDULES[schedule];
  return Float64Array.from({ length: updates + 1 }, (_, k) => rate * share(k, updates));
}
