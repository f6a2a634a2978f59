/**
 * The floor of fresh draws: the expected loss above the minimum at which a constant learning rate settles, exactly, as
 * mbcourse.theory.noise_floor has it. Symmetric matrices of slope and intercept are their three numbers [ww, wb, bb].
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

export class NoiseFloor {
  /**
   * @param {{x: ArrayLike<number>, y: ArrayLike<number>}} line
   * @param {ErrorSurface} surface of that line
   */
  constructor({ x, y }, { slope, intercept, ww, wb, bb }) {
    this.n = x.length;
    this.hessian = [ww, wb, bb];
    this.powers = [0, 0, 0, 0, 0]; // means of 1, x, x^2, x^3, x^4
    this.noise = [0, 0, 0]; // the covariance of the examples' gradients at the minimum
    for (let i = 0; i < this.n; i += 1) {
      const square = (4 * (slope * x[i] + intercept - y[i]) ** 2) / this.n;
      [x[i] * x[i], x[i], 1].forEach((value, j) => (this.noise[j] += square * value));
      for (let power = 0; power < 5; power += 1) this.powers[power] += x[i] ** power / this.n;
    }
  }

  /**
   * The floor of an order at a rate and a batch size; Infinity from the rate on from which no run settles, NaN where the
   * order's batches are no fresh draws. With C the second moment of the distance from the minimum, it settles where
   * M(C) = rate share noise. M is its own transpose, so that the floor, tr(H C) / 2, is tr(Y noise) rate share / 2 with
   * M(Y) = H; and runs settle just where Y is positive definite.
   */
  at(order, rate, size) {
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
