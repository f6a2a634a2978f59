/** What the panel below the two spaces can show: what it needs of each run, and what it says of the chosen one. */

import { CumulativeNoise } from "./cumulative_noise.js";
import { Gradients } from "./example_gradients.js";
import { GHOSTS, Ghosts } from "./ghosts.js";
import { number } from "./number.js";
import { entries } from "./vocabulary.js";

/** A loss that is infinite is one that is too large. */
const every = (losses, i, limit) => losses.filter((of) => of[i] <= limit).length;

/**
 * `beside` makes what a panel shows beside a run, `now` is what stands next to the panel's title, `picture` describes
 * the panel to readers who do not see it.
 */
export const PANELS = entries("panels", {
  loss: {
    label: "Loss",
    beside: () => ({}),
    now: ({ run }) => `lowest ${number(run.surface.floor)}`,
    picture: ({ run }) => `on a logarithmic axis; the lowest possible is ${number(run.surface.floor)}.`,
  },
  noise: {
    label: "Cumulative noise",
    beside: (run, choice) => new CumulativeNoise(run, choice),
    now({ row, beside: { lengths, expected } }) {
      const usual = Number.isNaN(expected[row]) ? "" : `, expected ${number(expected[row])}`;
      return `now ${number(lengths[row])}${usual}`;
    },
    picture: ({ row, beside: { lengths, highest } }) =>
      "the sum of the batch gradients' noise so far, at the minimum of the loss, in typical lengths of one example's " +
      `noise: ${number(lengths[row])} now, on an axis to ${number(highest)}. Dashed: its root mean square over seeds.`,
  },
  gradients: {
    label: "Gradients",
    beside: (run) => new Gradients(run),
    now: ({ beside }) => `noise scale ${number(beside.scale)}`,
    picture: ({ run, beside: { mean, trace, scale } }) =>
      `an arrow for each of ${run.n.toLocaleString("en")} examples, and the full gradient, their mean, ` +
      `${number(mean[0])} along the slope and ${number(mean[1])} along the intercept. Squared length of the mean ` +
      `${number(mean[0] ** 2 + mean[1] ** 2)}, trace of the covariance ${number(trace)}, noise scale ${number(scale)}.`,
  },
  ghosts: {
    label: "Ghost runs",
    beside: (run, choice, ordersOf) => new Ghosts(run, ordersOf),
    now: ({ row, beside }) => `median of ${GHOSTS} seeds ${number(beside.medians[beside.entryAt(row)])}`,
    picture({ run, row, beside }) {
      const i = beside.entryAt(row);
      const below = every(beside.losses, i, run.losses[0]);
      return (
        `the loss of each run, of ${GHOSTS} runs with other seeds, and of their median, on a logarithmic axis. ` +
        `Of the chosen run's ghosts ${below} of ${GHOSTS} are at or below the loss of the start; ` +
        `their median is ${number(beside.medians[i])}.`
      );
    },
  },
});
