/** What the panels of the loss above the minimum show beside a run: a floor, or the mean over seeds and its target. */

import { FreshDraws } from "./fresh_draws.js";
import { ghostLosses } from "./ghosts.js";
import { GHOSTS } from "./vocabulary.js";

const MOST_CORNERS = 600; // of a floor's curve, each a pair: a screen shows no more

/** The lowest of a run's losses so far, which is where its axis ends. */
class Lowest {
  constructor(losses) {
    this.losses = losses;
    this.forget();
  }

  forget() {
    Object.assign(this, { seen: -1, lowest: Infinity });
  }

  to(row) {
    if (row < this.seen) this.forget();
    while (this.seen < row) {
      this.seen += 1;
      this.lowest = Math.min(this.lowest, this.losses[this.seen]);
    }
    return this.lowest;
  }
}

/** The floor of fresh draws at the rate and the batch size of each update. */
export class Floor {
  constructor(run, { order }) {
    const draws = new FreshDraws(run.line, run.surface);
    this.losses = run.losses;
    this.lowest = new Lowest(run.losses);
    this.levels = new Float64Array(run.total + 1); // at the rate and size behind each row; row 0 as the first update
    this.corners = [0]; // rows: between two of them the level changes by less than is seen
    let [rate, part] = [];
    for (let row = 0; row <= run.total; row += 1) {
      const before = Math.max(row - 1, 0);
      const isAsBefore = run.rates[before] === rate && run.partOf(before) === part;
      [rate, part] = [run.rates[before], run.partOf(before)];
      this.levels[row] = isAsBefore ? this.levels[row - 1] : draws.floor(order, rate, part.batch);
      const isFar = row - this.corners.at(-1) >= run.total / MOST_CORNERS;
      if (!isAsBefore && row && isFar) this.corners.push(row - 1, row);
    }
    this.corners.push(run.total);
  }

  restart() {
    this.lowest.forget();
  }
}

/** The first place at which one of some values meets a target; Infinity where none does, NaN where there are none. */
function firstAt(values, target) {
  let row = 0;
  for (const value of values) {
    if (value <= target) return row;
    row += 1;
  }
  return row ? Infinity : NaN;
}

/**
 * The mean loss over the ghosts of a run, the first row at which it meets a target, and the one at which the expected
 * loss does.
 */
export class TargetCount {
  constructor(run, { order }, ordersOf, target) {
    Object.assign(this, { run, order, ordersOf, target });
    this.draws = new FreshDraws(run.line, run.surface);
    this.losses = new Float64Array(run.total + 1);
    this.restart();
  }

  restart() {
    const { run, losses } = this;
    losses.fill(0);
    for (const ghost of ghostLosses(run, this.ordersOf))
      for (let row = 0; row <= run.total; row += 1) losses[row] += ghost[row] / GHOSTS;
    this.met = firstAt(losses, run.surface.floor + this.target);
    this.expected = firstAt(this.draws.expected(this.order, run), this.target);
  }
}
