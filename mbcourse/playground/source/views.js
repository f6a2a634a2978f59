/** What parameter space shows: ranges of slope and intercept. */

import { entries } from "./vocabulary.js";

const NEAR = 1 / 24; // of the whole surface

function aroundMinimum({ minimum }, { w, b }) {
  const around = ([low, high], middle) => [-1, 1].map((side) => middle + (side * NEAR * (high - low)) / 2);
  return { w: around(w, minimum[0]), b: around(b, minimum[1]) };
}

export const VIEWS = entries("views", {
  whole: { label: "whole surface", ranges: (surface, whole) => whole },
  near: { label: "near the minimum", ranges: aroundMinimum },
});
