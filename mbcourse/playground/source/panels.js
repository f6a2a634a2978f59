/** What the panel below the two spaces can show: what it needs of each run, and what it says. */

import { CumulativeNoise } from "./cumulative_noise.js";
import { Gradients } from "./example_gradients.js";
import { Ghosts } from "./ghosts.js";
import { highestShown } from "./loss_axis.js";
import { count, number } from "./number.js";
import { entries, GHOSTS } from "./vocabulary.js";

/** What to say where a loss is beyond the axis, or an empty string. */
function cutOff(chosen, views) {
  const top = 10 ** highestShown(chosen.run.losses[0]);
  const isAbove = ({ run, row, beside }) => Math.max(run.peaks[row], beside.peaks[beside.entryAt(row)]) > top;
  return views.some(isAbove) ? ` Above ${number(top)} the axis is cut off.` : "";
}

/**
 * `beside` makes what a panel shows beside a run; `now` says where it stands, and `key` what is drawn how; `picture`
 * describes the panel to readers who do not see it.
 */
export const PANELS = entries("panels", {
  loss: {
    label: "Loss",
    key: "",
    beside: () => ({}),
    now: ({ run }) => `lowest ${number(run.surface.floor)}`,
    picture: ({ run }) => `on a logarithmic axis; the lowest possible is ${number(run.surface.floor)}.`,
  },
  noise: {
    label: "Cumulative noise",
    key: "Dashed: root mean square over all draws.",
    beside: (run, choice) => new CumulativeNoise(run, choice),
    now({ row, beside: { lengths, expected } }) {
      const usual = Number.isNaN(expected[row]) ? "" : `, root mean square ${number(expected[row])}`;
      return `Noise added up at the minimum: ${number(lengths[row])}${usual}.`;
    },
    picture: ({ beside: { highest } }) =>
      "how far the batch gradients of each run, each less the full gradient, add up to at the minimum of the loss; " +
      `in typical lengths of one example's noise there, up to ${number(highest)} in the chosen run.`,
  },
  gradients: {
    label: "Gradients",
    key: "Thin: one example each. Heavy: their mean, the full gradient.",
    beside: (run) => new Gradients(run),
    now: ({ beside }) => `Noise scale ${number(beside.scale)}.`,
    picture: ({ run, beside: { mean, trace } }) =>
      `an arrow for each of ${count(run.n)} examples, and the full gradient, their mean: ` +
      `${number(mean[0])} along the slope, ${number(mean[1])} along the intercept. ` +
      `Trace of the gradients' covariance ${number(trace)}, squared length of their mean ${number(Math.hypot(...mean) ** 2)}.`,
  },
  ghosts: {
    label: "Ghost runs",
    key: `Faint: ${GHOSTS} runs with other seeds. Heavy: their median.`,
    beside: (run, choice, ordersOf) => new Ghosts(run, ordersOf),
    now(chosen, views) {
      const medians = views.map(
        ({ run, row, beside }) => `b = ${run.batch}: ${number(beside.medians[beside.entryAt(row)])}`,
      );
      return `Median loss ${medians.join("; ")}.${cutOff(chosen, views)}`;
    },
    picture({ run, row, beside }) {
      const at = beside.losses.filter((losses) => losses[beside.entryAt(row)] <= run.losses[0]).length;
      return (
        `the loss of each run, of ${GHOSTS} runs with other seeds, and their median, on a logarithmic axis. ` +
        `Of the chosen run's ghosts ${at} of ${GHOSTS} are not above the loss of the start.`
      );
    },
  },
});
