/** Ghosts of a run: what it would have been with other seeds, and the median of their losses. */

import { Run } from "./descent.js";
import { GHOSTS } from "./vocabulary.js";

const MOST_ROWS = 600; // that a ghost keeps, evenly spaced: a screen shows no more

/** The median of sorted numbers. */
const middle = (sorted) => (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;

/**
 * Yield the losses at all rows of each ghost of a run, which starts where the run starts now. The array is the same one
 * each time: one ghost after the other is made, so that only what the caller keeps is kept.
 */
export function* ghostLosses(run, ordersOf) {
  const start = [run.slopes[0], run.intercepts[0]];
  const ghost = new Run(run.line, run.surface, run, start, run.epochs, ordersOf(1));
  for (let number = 1; number <= GHOSTS; number += 1) {
    ghost.orderOf = ordersOf(number);
    ghost.restart(start);
    ghost.reach(ghost.total);
    yield ghost.losses;
  }
}

export class Ghosts {
  /**
   * @param {Run} run
   * @param {(ghost: number) => (epoch: number) => ArrayLike<number>} ordersOf the orders of each ghost, 1, 2, ...
   */
  constructor(run, ordersOf) {
    Object.assign(this, { run, ordersOf });
    this.step = Math.ceil(run.total / MOST_ROWS);
    this.rows = Array.from({ length: Math.ceil(run.total / this.step) + 1 }, (_, i) => this.rowOf(i));
    this.restart();
  }

  /** The row of an entry, and the last entry at or before a row. */
  rowOf(i) {
    return Math.min(i * this.step, this.run.total);
  }

  entryAt(row) {
    return row === this.run.total ? this.rows.length - 1 : Math.floor(row / this.step);
  }

  /** Make all ghosts anew, from where the run starts now. */
  restart() {
    const { run, rows } = this;
    this.losses = Array.from(ghostLosses(run, this.ordersOf), (all) => {
      const losses = new Float64Array(rows.length);
      for (let i = 0; i < rows.length; i += 1) losses[i] = all[rows[i]];
      return losses;
    });
    this.summarise();
  }

  /** Of the ghosts' losses at each entry the median, and the highest so far. */
  summarise() {
    this.medians = new Float64Array(this.rows.length);
    this.peaks = new Float64Array(this.rows.length);
    const sorted = new Float64Array(GHOSTS);
    for (let i = 0; i < this.rows.length; i += 1) {
      for (let number = 0; number < GHOSTS; number += 1) sorted[number] = this.losses[number][i];
      sorted.sort();
      this.medians[i] = middle(sorted);
      this.peaks[i] = Math.max(i ? this.peaks[i - 1] : 0, sorted[GHOSTS - 1]);
    }
  }
}
