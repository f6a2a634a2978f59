/**
 * What is expected of runs whose batches are fresh draws: their loss above the minimum after each update, exactly, and
 * the floor at which a constant learning rate settles, as in mbcourse.theory.expected_losses and noise_floor. Symmetric
 * matrices of slope and intercept are their three numbers [ww, wb, bb].
 */

import { ofDifferent } from "./cumulative_noise.js";

/** The covariance of a batch gradient as a share of one example's, for the orders whose batches are fresh draws. */
const SHARES = { replacement: (n, size) => 1 / size, independent: ofDifferent };

/** Whether an order's batches are fresh draws, and so have this floor; a batch of all points always has. */
const shareOf = (order, n, size) => SHARES[order]?.(n, size) ?? (size === n ? 0 : NaN);

const determinant = ([a, b, c], [d, e, f], [g, h, i]) => a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);

/** Solve three equations, given by their columns, by Cramer's rule. */
function solve(columns, right) {
  const whole = determinant(...columns);
  return columns.map((_, i) => determinant(...columns.with(i, right)) / whole);
}

export class FreshDraws {
  /**
   * @param {{x: ArrayLike<number>, y: ArrayLike<number>}} line
   * @param {ErrorSurface} surface of that line
   */
  constructor({ x, y }, { slope, intercept, ww, wb, bb }) {
    const n = x.length;
    const powers = [0, 0, 0, 0, 0]; // means of 1, x, x^2, x^3, x^4
    const residuals = [0, 0, 0, 0]; // means of r, r x, r x^2, r x^3, with r the residual at the minimum
    const noise = [0, 0, 0]; // the covariance of the examples' gradients at the minimum
    for (let i = 0; i < n; i += 1) {
      const residual = slope * x[i] + intercept - y[i];
      powers.forEach((_, k) => (powers[k] += x[i] ** k / n));
      residuals.forEach((_, k) => (residuals[k] += (residual * x[i] ** k) / n));
      noise.forEach((_, k) => (noise[k] += (4 * residual ** 2 * x[i] ** (2 - k)) / n));
    }
    Object.assign(this, { n, minimum: [slope, intercept], hessian: [ww, wb, bb], powers, residuals, noise });
  }

  /**
   * The floor of an order at a rate and a batch size: Infinity from the rate on from which no run settles, NaN where the
   * order's batches are no fresh draws. With C the second moment of the distance from the minimum, it settles where
   * M(C) = rate share noise. M is its own transpose, so that the floor, tr(H C) / 2, is tr(Y noise) rate share / 2 with
   * M(Y) = H; and runs settle just where Y is positive definite.
   */
  floor(order, rate, size) {
    const share = shareOf(order, this.n, size);
    if (Number.isNaN(share)) return NaN;
    const units = [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ];
    const [ww, wb, bb] = solve(
      units.map((unit) => this.map(unit, rate, share)),
      this.hessian,
    );
    if (!(ww > 0 && ww * bb > wb * wb)) return Infinity;
    const [noiseWW, noiseWB, noiseBB] = this.noise;
    return 0.5 * rate * share * (ww * noiseWW + 2 * wb * noiseWB + bb * noiseBB);
  }

  /**
   * Yield the expected loss above the minimum at each row of a run; nothing if its batches are no fresh draws. With u
   * the mean distance from the minimum, u <- u - rate H u and C <- C - rate M(C) + rate^2 share (noise + what an
   * example's gradient at the minimum has in common with what u adds to it).
   */
  *expected(order, run) {
    if (Number.isNaN(shareOf(order, this.n, run.batch))) return;
    const [a, b, c] = this.hessian;
    const [r0, r1, r2, r3] = this.residuals;
    let [w, v] = [run.slopes[0] - this.minimum[0], run.intercepts[0] - this.minimum[1]];
    let moment = [w * w, w * v, v * v];
    for (let row = 0; row <= run.total; row += 1) {
      yield (a * moment[0] + 2 * b * moment[1] + c * moment[2]) / 2;
      const rate = run.rates[row];
      const share = shareOf(order, this.n, run.partOf(row).batch);
      const shared = [w * r3 + v * r2, w * r2 + v * r1, w * r1 + v * r0];
      const less = this.map(moment, rate, share);
      const more = rate * rate * share;
      moment = moment.map((value, i) => value - rate * less[i] + more * (this.noise[i] + 8 * shared[i]));
      [w, v] = [w - rate * (a * w + b * v), v - rate * (b * w + c * v)];
    }
  }

  /** M(Y) = H Y + Y H - rate ((1 - share) H Y H + share mean H_i Y H_i), with H_i the Hessian of one example. */
  map([p, q, r], rate, share) {
    const [a, b, c] = this.hessian;
    const [m0, m1, m2, m3, m4] = this.powers;
    const [ww, wb, bw, bb] = [a * p + b * q, a * q + b * r, b * p + c * q, b * q + c * r]; // of H Y
    const one = [ww * a + wb * b, ww * b + wb * c, bw * b + bb * c];
    const each = [p * m4 + 2 * q * m3 + r * m2, p * m3 + 2 * q * m2 + r * m1, p * m2 + 2 * q * m1 + r * m0];
    const both = [2 * ww, wb + bw, 2 * bb];
    return both.map((value, i) => value - rate * ((1 - share) * one[i] + 4 * share * each[i]));
  }
}
