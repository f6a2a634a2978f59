/** What the panels of the loss above the minimum show beside a run: a floor, or the mean over seeds and its target. */

import { ghostLosses } from "./ghosts.js";
import { NoiseFloor } from "./noise_floor.js";
import { GHOSTS } from "./vocabulary.js";

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
    const floor = new NoiseFloor(run.line, run.surface);
    this.losses = run.losses;
    this.lowest = new Lowest(run.losses);
    this.levels = new Float64Array(run.total + 1); // at the rate and size behind each row; row 0 as the first update
    let [rate, part] = [];
    for (let row = 0; row <= run.total; row += 1) {
      const before = Math.max(row - 1, 0);
      const isAsBefore = run.rates[before] === rate && run.partOf(before) === part;
      [rate, part] = [run.rates[before], run.partOf(before)];
      this.levels[row] = isAsBefore ? this.levels[row - 1] : floor.at(order, rate, part.batch);
    }
  }

  restart() {
    this.lowest.forget();
  }
}

/** The mean loss over the ghosts of a run, and the first row at which it meets a target. */
export class TargetCount {
  constructor(run, ordersOf, target) {
    Object.assign(this, { run, ordersOf, target });
    this.losses = new Float64Array(run.total + 1);
    this.lowest = new Lowest(this.losses);
    this.restart();
  }

  restart() {
    const { run, losses } = this;
    losses.fill(0);
    for (const of of ghostLosses(run, this.ordersOf))
      for (let row = 0; row <= run.total; row += 1) losses[row] += of[row] / GHOSTS;
    this.lowest.forget();
    const met = losses.findIndex((loss) => loss - run.surface.floor <= this.target);
    this.met = met < 0 ? Infinity : met;
  }
}
