/** Names of runs, and sentences about them, for readers and for screen readers. */

import { count, number } from "./number.js";
import { ORDERS } from "./orders.js";
import { PANELS } from "./panels.js";
import { runName } from "./run_name.js";
import { SCHEDULES } from "./schedules.js";

/** The learning rate of a run, and how it falls. */
const rateOf = ({ rate, schedule }) => `rate ${rate}${schedule === "constant" ? "" : `, ${SCHEDULES[schedule].label}`}`;

/** A run's other choices. */
export const runChoices = (run) => `${rateOf(run)}, ${ORDERS[run.order].label}`;

/** The runs of settings, and how long they are. */
export function comparison({ runs, points, epochs, panel, target }) {
  const said = runs.map((run) => `${runName(run, points)} ${runChoices(run)}`);
  const at = panel === "target" ? ` ${number(target)}` : "";
  const shown = panel === "loss" ? "" : `; ${PANELS[panel].label.toLowerCase()}${at}`;
  return `${said.join("; ")}; ${number(epochs)} ${epochs === 1 ? "epoch" : "epochs"}${shown}`;
}

/** Which run this is, where it stands after a row, and what the panel shows of it. */
export function place(chosen, views, panel) {
  const { run, row } = chosen;
  const epoch = number(run.coordinate(row, "epochs"));
  const updates = `${count(row)} of ${count(run.total)}`;
  const line = `slope ${number(run.slopes[row])}, intercept ${number(run.intercepts[row])}`;
  const standing = `Update ${updates}, epoch ${epoch}: ${line}, loss ${number(run.losses[row])}.`;
  const { now, said = () => "" } = PANELS[panel];
  const shown = panel === "loss" ? "" : ` ${now(chosen, views)} ${said(chosen)}`.trimEnd();
  return `${runName(run, run.n)}, ${rateOf(run)}. ${standing}${shown}`;
}

/** What to say of a run that gets worse, or an empty string. */
export function divergence(run, row) {
  const name = `${runName(run, run.n)} at rate ${run.rate}`;
  const [start, loss] = [number(run.losses[0]), number(run.losses[row])];
  if (!row || !run.diverged(row)) return "";
  const limit = 2 / run.surface.curvature().steep;
  const full = `With all ${count(run.n)} points in every batch, rates diverge from ${number(limit)} on.`;
  const what =
    run.losses[row] === Infinity
      ? `${name} has diverged: its numbers are too large for the computer.`
      : `${name} is diverging: its loss, ${loss}, is above the ${start} of the start.`;
  return `${what} ${full}`;
}

/** What each panel shows after a row of the chosen run, for readers who do not see it. */
export function descriptions(chosen, panel) {
  const { run, row } = chosen;
  const { minimum } = run.surface;
  const [slope, intercept] = minimum.map(number);
  const [from, to] = row ? run.cut(row) : [0, 0];
  const batch = row ? `Highlighted: the batch of the last update, ${to - from} of them.` : "";
  const lowest = `its minimum at slope ${slope}, intercept ${intercept}`;
  return {
    data: `: ${count(run.n)} points and the line of each run. ${batch}`,
    parameter: `: contour lines of the loss around ${lowest}, and the path of each run.`,
    plot: `: ${PANELS[panel].picture(chosen)}`,
  };
}
