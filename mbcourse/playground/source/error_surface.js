/** The loss over slope and intercept, as mbcourse.ErrorSurface has it: a quadratic around its minimum. */
export class ErrorSurface {
  /** @param {{minimum: number[], hessian: number[][], floor: number}} data `floor`: the loss at the minimum */
  constructor({ minimum, hessian, floor }) {
    Object.assign(this, { minimum, hessian, floor });
  }

  /**
   * The surface of a line, from five averages: a loss then costs the same for any number of points.
   * @param {{x: ArrayLike<number>, y: ArrayLike<number>}} line at least two points with different x
   */
  static of({ x, y }) {
    const n = x.length;
    const mean = (value) => {
      let sum = 0;
      for (let i = 0; i < n; i += 1) sum += value(i);
      return sum / n;
    };
    const meanX = mean((i) => x[i]);
    const meanY = mean((i) => y[i]);
    const slope = mean((i) => (x[i] - meanX) * (y[i] - meanY)) / mean((i) => (x[i] - meanX) ** 2);
    const intercept = meanY - slope * meanX;
    const meanXX = mean((i) => x[i] * x[i]);
    return new ErrorSurface({
      minimum: [slope, intercept],
      hessian: [
        [2 * meanXX, 2 * meanX],
        [2 * meanX, 2],
      ],
      floor: mean((i) => (slope * x[i] + intercept - y[i]) ** 2),
    });
  }

  /** Loss at a slope and an intercept; measured from the minimum, which keeps the digits of a small loss. */
  loss(w, b) {
    const [[ww, wb], [, bb]] = this.hessian;
    const dw = w - this.minimum[0];
    const db = b - this.minimum[1];
    const loss = this.floor + (0.5 * ww * dw + wb * db) * dw + 0.5 * bb * db * db;
    return Number.isNaN(loss) ? Infinity : loss;
  }

  /** Eigenvalues of the Hessian, and the angle of the steep direction. */
  curvature() {
    const [[ww, wb], [, bb]] = this.hessian;
    const half = (ww - bb) / 2;
    const root = Math.hypot(half, wb);
    const middle = (ww + bb) / 2;
    return { steep: middle + root, flat: middle - root, angle: Math.atan2(wb, half) / 2 };
  }
}
