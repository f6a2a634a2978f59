/** What the panel below the two spaces can show: what it needs of each run, and what it says. */

import { CumulativeNoise } from "./cumulative_noise.js";
import { Gradients } from "./example_gradients.js";
import { Floor, TargetCount } from "./excess.js";
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

/** What to say of the loss above the minimum. */
const above = ({ run, row }) => number(Math.max(run.losses[row] - run.surface.floor, 0));

/** What to say of the floor of fresh draws at the rate and the batch size of a run. */
function floorOf({ run, row, beside }) {
  const before = Math.max(row - 1, 0);
  const level = beside.levels[row];
  const at = `at rate ${number(run.rates[before])}, batch size ${run.partOf(before).batch}`;
  if (Number.isNaN(level)) return "No floor is drawn: these batches are no fresh draws.";
  return level < Infinity ? `Floor ${at}: ${number(level)}.` : `No floor ${at}: fresh draws do not settle.`;
}

/** What a run is called in a table, in parts between which a line may break. */
const partsOf = ({ run: { batch, then, rate } }) => [`b = ${batch}, `, ...(then ? [`then ${then}, `] : []), `rate ${rate}`];

/** A row of a run as a count on an axis, as far as the run is shown. */
function countOf({ run, row }, met, axis) {
  if (Number.isNaN(met)) return "–";
  if (row < met) return row < run.total ? "not yet" : "not met";
  return count(run.coordinate(met, axis));
}

/** How many updates and examples the mean needs to meet the target, and how many updates the expected loss. */
function countsOf(one) {
  const { met, expected } = one.beside;
  return [countOf(one, met, "updates"), countOf(one, met, "examples"), countOf(one, expected, "updates")];
}

/**
 * `beside` makes what a panel shows beside a run; `now` says where it stands, and `key` what is drawn how; `picture`
 * describes the panel to readers who do not see it. `counts` are for a table below it, `said` follows `now` where it is
 * said aloud; of a panel that `isScheduled` the settings of a run offer schedules.
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
  floor: {
    label: "Floor",
    key: "Dashed: the floor of fresh draws.",
    isScheduled: true,
    beside: (run, choice) => new Floor(run, choice),
    now: (chosen) => `Above the minimum by ${above(chosen)}. ${floorOf(chosen)}`,
    picture: ({ run }) =>
      `the loss of each run above the lowest possible, ${number(run.surface.floor)}, on a logarithmic axis, and the ` +
      "expected loss at which fresh draws settle at the rate and the batch size of each update.",
  },
  target: {
    label: "Target",
    key: `Heavy: the mean of ${GHOSTS} runs with other seeds. Faint: one run. Dashed: the target.`,
    isScheduled: true,
    beside: (run, choice, ordersOf, target) => new TargetCount(run, choice, ordersOf, target),
    now({ run, row, beside: { losses } }) {
      return `Mean above the minimum by ${number(Math.max(losses[row] - run.surface.floor, 0))}.`;
    },
    said(chosen) {
      const { row, beside } = chosen;
      const [updates, examples, expected] = countsOf(chosen);
      const exactly = Number.isNaN(beside.expected) ? "" : `; by the expected loss ${expected}`;
      const text = row < beside.met ? updates : `met after ${updates} updates, ${examples} examples${exactly}`;
      return `Target ${number(beside.target)} ${text}.`;
    },
    picture: ({ run, beside: { target } }) =>
      `the mean loss of ${GHOSTS} runs above the lowest possible, ${number(run.surface.floor)}, for each run, on a ` +
      `logarithmic axis, and the target, ${number(target)}. A table below counts updates and examples.`,
    counts(views) {
      const { target } = views[0].beside;
      const caption =
        `Until the mean of ${GHOSTS} runs first meets the target, ${number(target)} above the minimum. ` +
        "Expected: updates until the exact mean of all fresh draws does.";
      return { caption, rows: views.map((one) => ({ look: one.look, parts: partsOf(one), cells: countsOf(one) })) };
    },
  },
});
