/** The runs that are compared, made from the settings: their points, the loss surface of these, and their orders. */

import { makeLine } from "./chance.js";
import { firstHalf, Run } from "./descent.js";
import { ErrorSurface } from "./error_surface.js";
import { looks } from "./look.js";
import { epochOrders } from "./orders.js";
import { PANELS } from "./panels.js";

export class Comparison {
  /** @param {{x, y, truth: ?[number, number], noise: ?number}} given the points, as in playground.js */
  constructor(given) {
    Object.assign(this, { given, selected: 0 });
  }

  /** The run that is chosen in the list, with its look, the row that is shown, and what a panel shows beside it. */
  get chosen() {
    return this.views[this.selected];
  }

  /** Make the runs anew; points and orders are drawn again only where they change. */
  set({ points, noise, seed, epochs, start, runs, axis, panel, target }) {
    const lineKey = `${points} ${noise}`;
    if (lineKey !== this.lineKey) {
      this.line = this.makePoints(points, noise);
      this.surface = ErrorSurface.of(this.line);
    }
    const ordersKey = `${lineKey} ${seed}`;
    if (ordersKey !== this.ordersKey) this.orders = {};
    Object.assign(this, { lineKey, ordersKey, axis, half: firstHalf(epochs) });
    this.selected = Math.min(this.selected, runs.length - 1);
    const styles = looks(runs, points);
    this.views = runs.map((choices, i) => {
      const ordersOf = (ghost) => this.ordersOf(choices, seed + ghost);
      const run = new Run(this.line, this.surface, choices, start, epochs, ordersOf(0));
      return { run, look: styles[i], row: 0, beside: PANELS[panel].beside(run, choices, ordersOf, target) };
    });
  }

  /** The orders that a seed gives a run: the same for all runs with its order and batch size. */
  ordersOf({ order, batch, then }, seed) {
    const of = (size) => (this.orders[`${order} ${size} ${seed}`] ??= epochOrders(this.line, order, seed, size));
    if (!then) return of(batch);
    return (epoch) => of(epoch < this.half ? batch : then)(epoch);
  }

  /** The given points with their noise made larger or smaller, or other points of the same kind. */
  makePoints(points, noise) {
    const { x, y, truth, noise: own } = this.given;
    if (!truth || (points === x.length && noise === own)) return { x, y };
    if (points !== x.length) return makeLine(points, noise, truth);
    const exact = (value) => truth[0] * value + truth[1];
    return { x, y: Float64Array.from(y, (value, i) => exact(x[i]) + (noise / own) * (value - exact(x[i]))) };
  }

  /** Start all runs from another point, with the same points and orders. */
  restart(start) {
    for (const { run, beside } of this.views) {
      run.restart(start);
      beside.restart?.();
    }
  }

  /** Compute the runs as far as they are shown, and what is shown of the chosen one alone. */
  reach() {
    for (const { run, row } of this.views) run.reach(row);
    this.chosen.beside.reach?.(this.chosen.row);
  }
}
