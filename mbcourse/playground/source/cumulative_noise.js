/**
 * Cumulative gradient noise: the batch gradients of a run's updates, each less the full gradient, added up at one fixed
 * place, the minimum of the loss. Its length is counted in typical lengths of a single example's noise there.
 */

import { exampleGradients } from "./example_gradients.js";

export const ofDifferent = (n, size) => (n - size) / (size * (n - 1));
const ofShuffled = (n, size, k) => ofDifferent(n, size) - (2 * (k - 1)) / (n - 1);

/**
 * What the mean square over seeds grows by with the k-th batch of an epoch, for each order that chance draws
 * (mbcourse.theory.cumulative_noise): the batch's own noise, and, shuffled, twice its covariance with those before it.
 */
const GROWTH = {
  shuffle_once: (n, size, k, isEven) => (isEven ? ofShuffled(n, size, k) : NaN), // uneven, the same rest piles up
  reshuffle: ofShuffled,
  replacement: (n, size) => 1 / size,
  independent: ofDifferent,
};

const ROUNDING = 1e-9; // what is left of a sum that is zero, and much more
const orZero = (value) => (value < ROUNDING ? 0 : value);

export class CumulativeNoise {
  /**
   * @param {Run} run whose batches are added up; neither its rate nor its start matters
   * @param {{order: string}} choice
   */
  constructor(run, { order }) {
    Object.assign(this, { run, order });
    this.lengths = new Float64Array(run.total + 1);
    this.expected = new Float64Array(run.total + 1); // root mean square over seeds; NaN where chance has no part
    this.highest = this.addUp(exampleGradients(run.line, ...run.surface.minimum));
  }

  /** Fill in the lengths and their root mean squares; return the largest of both. */
  addUp({ alongW, alongB, mean, trace }) {
    const { run, lengths, expected } = this;
    const growth = GROWTH[this.order] ?? (() => NaN);
    const unit = Math.sqrt(trace) || 1;
    let [w, b, square, highest] = [0, 0, 0, 0];
    for (let update = 1; update <= run.total; update += 1) {
      const order = run.order(update);
      const [from, to] = run.cut(update);
      const { batch } = run.partOf(update - 1);
      for (let i = from; i < to; i += 1) {
        w += (alongW[order[i]] - mean[0]) / (to - from);
        b += (alongB[order[i]] - mean[1]) / (to - from);
      }
      square += growth(run.n, to - from, 1 + from / batch, run.n % batch === 0);
      lengths[update] = orZero(Math.hypot(w, b) / unit);
      expected[update] = Math.sqrt(orZero(square));
      highest = Math.max(highest, lengths[update], expected[update] || 0);
    }
    return highest;
  }
}
