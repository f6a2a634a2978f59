/** Numbers and sentences, for readers and for screen readers. */

import { ORDERS } from "./settings.js";

/** A number in three digits, with a true minus sign. */
export function number(value) {
  if (!Number.isFinite(value)) return "too large for a number";
  const size = Math.abs(value);
  const text =
    size !== 0 && (size < 1e-3 || size >= 1e6)
      ? value.toExponential(2).replace("e+", "e")
      : value.toLocaleString("en", { maximumSignificantDigits: 3 });
  return text.replaceAll("-", "−");
}

/** What a run is called: by its batch size, as everywhere in the course. */
export function runName({ batch }, n) {
  if (batch === n) return `BGD (${n.toLocaleString("en")})`;
  return batch === 1 ? "SGD (1)" : `batch size ${batch.toLocaleString("en")}`;
}

/** A run's other two choices. */
export const runChoices = ({ rate, order }) => `rate ${rate}, ${ORDERS[order]}`;

/** Where a run stands after a row. */
export function standing(run, row) {
  const epoch = number(run.coordinate(row, "epochs"));
  const updates = `${row.toLocaleString("en")} of ${run.total.toLocaleString("en")}`;
  const place = `slope ${number(run.slopes[row])}, intercept ${number(run.intercepts[row])}`;
  return `Update ${updates}, epoch ${epoch}: ${place}, loss ${number(run.losses[row])}.`;
}

/** What to say of a run that gets worse, or an empty string. */
export function divergence(run, row) {
  const name = `${runName(run, run.n)} at rate ${run.rate}`;
  const [start, loss] = [number(run.losses[0]), number(run.losses[row])];
  if (!row || !run.diverged(row)) return "";
  const limit = 2 / run.surface.curvature().steep;
  const full = `With all ${run.n.toLocaleString("en")} points in every batch, rates diverge from ${number(limit)} on.`;
  const what =
    run.losses[row] === Infinity
      ? `${name} has diverged: its numbers are too large for the computer.`
      : `${name} is diverging: its loss, ${loss}, is above the ${start} of the start.`;
  return `${what} ${full}`;
}
