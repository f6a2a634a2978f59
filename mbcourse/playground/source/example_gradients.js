/** The gradients of the single examples: their mean, which is the full gradient, and how far they spread around it. */

/**
 * Return each example's gradient along slope and intercept, their mean, and the trace of their covariance.
 * @param {{x: ArrayLike<number>, y: ArrayLike<number>}} line
 */
export function exampleGradients({ x, y }, w, b) {
  const n = x.length;
  const alongW = new Float64Array(n);
  const alongB = new Float64Array(n);
  const mean = [0, 0];
  for (let i = 0; i < n; i += 1) {
    alongB[i] = 2 * (w * x[i] + b - y[i]);
    alongW[i] = alongB[i] * x[i];
    mean[0] += alongW[i] / n;
    mean[1] += alongB[i] / n;
  }
  let trace = 0;
  for (let i = 0; i < n; i += 1) trace += ((alongW[i] - mean[0]) ** 2 + (alongB[i] - mean[1]) ** 2) / n;
  return { alongW, alongB, mean, trace };
}

/** The batch size at which a batch gradient's noise is as long as the full gradient, as mbcourse.theory.noise_scale. */
export function noiseScale({ mean: [alongW, alongB], trace }) {
  const square = alongW * alongW + alongB * alongB;
  return square > 0 ? trace / square : Infinity;
}

/** What the panel of gradients shows of a run: the gradients of all examples where the run stands. */
export class Gradients {
  constructor(run) {
    this.run = run;
  }

  /** Take the gradients after an update. */
  reach(row) {
    const { line, slopes, intercepts } = this.run;
    Object.assign(this, exampleGradients(line, slopes[row], intercepts[row]));
    this.scale = noiseScale(this);
  }
}
