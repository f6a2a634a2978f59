/**
 * Mini-batch gradient descent on a line, by the rules of the Python function mbcourse.fit: the same update, the same
 * cutting of an order into batches (by the LAST_RULE of mbcourse.playground.settings, which keeps a smaller last one),
 * the same definition of a diverged run.
 */

import { AXES } from "./axes.js";
import { ratesOf } from "./schedules.js";

/** How many epochs of a run whose batch size changes have the first size. */
export const firstHalf = (epochs) => Math.ceil(epochs / 2);

/** The parts of a run with one batch size each: the row and epoch before its first update, and its updates per epoch. */
function partsOf(n, { batch, then }, epochs) {
  const first = { row: 0, epoch: 0, batch, updatesPerEpoch: Math.ceil(n / batch) };
  const epoch = firstHalf(epochs);
  if (!then || epoch === epochs) return [first];
  const row = epoch * first.updatesPerEpoch;
  return [first, { row, epoch, batch: then, updatesPerEpoch: Math.ceil(n / then) }];
}

/** One run, computed as far as it is shown: row 0 is the start, row k the state after update k. */
export class Run {
  /**
   * @param {{x: ArrayLike<number>, y: ArrayLike<number>}} line
   * @param {ErrorSurface} surface of that line
   * @param {{batch: number, rate: number, schedule: ?string, then: ?number}} choice batch size, 1 to n, and learning
   *   rate; how it falls, and the batch size of the second half of the epochs
   * @param {[number, number]} start slope and intercept
   * @param {number} epochs
   * @param {(epoch: number) => ArrayLike<number>} orderOf n indices for each epoch, asked for in turn
   */
  constructor(line, surface, { batch, rate, schedule = "constant", then = 0 }, start, epochs, orderOf) {
    Object.assign(this, { line, surface, batch, rate, schedule, then, epochs, orderOf });
    this.n = line.x.length;
    this.parts = partsOf(this.n, this, epochs);
    const last = this.parts.at(-1);
    this.total = last.row + last.updatesPerEpoch * (epochs - last.epoch);
    this.rates = ratesOf(this, this.total); // of the update after each row
    this.slopes = new Float64Array(this.total + 1);
    this.intercepts = new Float64Array(this.total + 1);
    this.losses = new Float64Array(this.total + 1);
    this.peaks = new Float64Array(this.total + 1); // highest loss up to each row
    this.batchLosses = new Float64Array(this.total);
    this.restart(start);
  }

  /** Start again from another point, with the same choices and the same orders. */
  restart(start) {
    this.rows = 0;
    this.record(...start);
  }

  record(w, b) {
    const row = this.rows;
    this.slopes[row] = w;
    this.intercepts[row] = b;
    this.losses[row] = this.surface.loss(w, b);
    this.peaks[row] = Math.max(row ? this.peaks[row - 1] : 0, this.losses[row]);
    this.rows += 1;
  }

  /** The part to which the update after a row belongs, and the one at a number of epochs. */
  partOf(row) {
    return this.parts.length > 1 && row >= this.parts[1].row ? this.parts[1] : this.parts[0];
  }

  partAt(epochs) {
    return this.parts.length > 1 && epochs >= this.parts[1].epoch ? this.parts[1] : this.parts[0];
  }

  /** Positions in the epoch's order, [from, to), of the batch behind an update (1, 2, ...). */
  cut(update) {
    const { row, batch, updatesPerEpoch } = this.partOf(update - 1);
    const from = ((update - 1 - row) % updatesPerEpoch) * batch;
    return [from, Math.min(from + batch, this.n)];
  }

  /** The order in which the epoch of an update sees the examples. */
  order(update) {
    const { row, epoch, updatesPerEpoch } = this.partOf(update - 1);
    return this.orderOf(epoch + Math.floor((update - 1 - row) / updatesPerEpoch));
  }

  /** The row at which the epoch ends that goes on after another row. */
  endOfEpoch(after) {
    const { row, updatesPerEpoch } = this.partOf(after);
    return row + (Math.floor((after - row) / updatesPerEpoch) + 1) * updatesPerEpoch;
  }

  /** Compute the run up to a row. */
  reach(row) {
    while (this.rows <= row) {
      const order = this.order(this.rows);
      const { batch } = this.partOf(this.rows - 1);
      const last = Math.min(row, this.endOfEpoch(this.rows - 1));
      for (let [from] = this.cut(this.rows); this.rows <= last; from += batch)
        this.update(order, from, Math.min(from + batch, this.n));
    }
  }

  /** Make the next update, from the examples at some places of an order. */
  update(order, from, to) {
    const { x, y } = this.line;
    const before = this.rows - 1;
    const w = this.slopes[before];
    const b = this.intercepts[before];
    let squares = 0;
    let alongW = 0;
    let alongB = 0;
    for (let i = from; i < to; i += 1) {
      const at = order[i];
      const residual = w * x[at] + b - y[at];
      squares += residual * residual;
      alongW += residual * x[at];
      alongB += residual;
    }
    const scale = 1 / (to - from);
    const rate = this.rates[before];
    this.batchLosses[before] = squares * scale;
    this.record(w - rate * (alongW * (2 * scale)), b - rate * (alongB * (2 * scale)));
  }

  /** Where a row lies on an axis: epochs, updates or examples. */
  coordinate(row, axis) {
    return AXES[axis].coordinate(this, row);
  }

  /** The last row that lies at or before a position on an axis. */
  rowAt(position, axis) {
    return Math.min(AXES[axis].row(this, position), this.total);
  }

  /** Whether the run, taken up to a row, diverged: overflowed, or ended worse than its start and than predicting 0. */
  diverged(row) {
    return !(this.losses[row] <= Math.max(this.losses[0], this.surface.loss(0, 0))) || this.peaks[row] === Infinity;
  }
}
