/** The loss over slope and intercept, as mbcourse.ErrorSurface has it: a quadratic around its minimum. */
export class ErrorSurface {
  /** @param {{minimum: number[], hessian: number[][], floor: number}} data `floor`: the loss at the minimum */
  constructor({ minimum, hessian, floor }) {
    Object.assign(this, { minimum, hessian, floor });
    [this.slope, this.intercept] = minimum; // apart, since a run asks for the loss a hundred thousand times
    [[this.ww, this.wb], [, this.bb]] = hessian;
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
    const dw = w - this.slope;
    const db = b - this.intercept;
    const loss = this.floor + (0.5 * this.ww * dw + this.wb * db) * dw + 0.5 * this.bb * db * db;
    return Number.isNaN(loss) ? Infinity : loss;
  }

  /** Eigenvalues of the Hessian, and the angle of the steep direction. */
  curvature() {
    const half = (this.ww - this.bb) / 2;
    const root = Math.hypot(half, this.wb);
    const middle = (this.ww + this.bb) / 2;
    return { steep: middle + root, flat: middle - root, angle: Math.atan2(this.wb, half) / 2 };
  }
}
