/**
 * Cumulative gradient noise: the batch gradients of a run's updates, each less the full gradient, added up at one fixed
 * place, the minimum of the loss. Its length is counted in typical lengths of a single example's noise there.
 */

import { exampleGradients } from "./example_gradients.js";

/** What chance leads to expect of its square, for orders that draw: each batch anew, or all examples in an epoch. */
const FRESH = {
  replacement: (n, size) => 1 / size,
  independent: (n, size) => (n > 1 ? (n - size) / (size * (n - 1)) : 0),
};
const ARCHES = ["shuffle_once", "reshuffle"];

const ROUNDING = 1e-9; // what is left of a sum that is zero, and much more

export class CumulativeNoise {
  /**
   * @param {Run} run whose batches are added up; neither its rate nor its start matters
   * @param {{order: string}} choice
   */
  constructor(run, { order }) {
    Object.assign(this, { run, order });
    this.lengths = new Float64Array(run.total + 1);
    this.expected = new Float64Array(run.total + 1); // root mean square over seeds; NaN where there is none to tell
    this.highest = this.addUp(exampleGradients(run.line, ...run.surface.minimum));
  }

  /** Fill in the lengths and what is expected of them; return the largest of both. */
  addUp({ alongW, alongB, mean, trace }) {
    const { run, lengths, expected } = this;
    const unit = Math.sqrt(trace) || 1;
    let [w, b, square, highest] = [0, 0, 0, 0];
    for (let update = 1; update <= run.total; update += 1) {
      const order = run.order(update);
      const [from, to] = run.cut(update);
      for (let i = from; i < to; i += 1) {
        w += (alongW[order[i]] - mean[0]) / (to - from);
        b += (alongB[order[i]] - mean[1]) / (to - from);
      }
      const length = Math.hypot(w, b) / unit;
      lengths[update] = length > ROUNDING ? length : 0;
      square = this.square(update, to - from, square);
      expected[update] = Math.sqrt(square);
      highest = Math.max(highest, lengths[update], expected[update] || 0);
    }
    return highest;
  }

  /** The mean square after an update, from that before it. */
  square(update, size, before) {
    const { n, batch, updatesPerEpoch } = this.run;
    if (FRESH[this.order]) return before + FRESH[this.order](n, size);
    if (!ARCHES.includes(this.order) || n % batch) return NaN; // no chance, or a smaller last batch that counts for more
    const k = update % updatesPerEpoch;
    return n > 1 ? (k * (updatesPerEpoch - k)) / (n - 1) : 0;
  }
}
