/** The loss above the minimum, on a logarithmic axis that reaches as low as the runs. */

import { LossPanel, SMALLEST } from "./loss_panel.js";
import { highestShown } from "./loss_axis.js";

const DASHES = [5, 4];

export class ExcessPanel extends LossPanel {
  yLabel = "loss above the minimum";
  level = (loss) => Math.log10(Math.max(loss - this.least, Number.MIN_VALUE)); // rounding leaves less than nothing
  valuesOf = ({ beside }) => beside.losses;

  limits({ surface, runs }) {
    this.least = surface.floor;
    const start = runs[0].run.losses[0] - this.least || 1;
    const lowest = runs.map((one) => Math.min(one.beside.lowest.to(one.row) - this.least, this.markOf(one)));
    const peak = Math.max(...runs.map((one) => this.peakOf(one)));
    const top = peak <= 1.5 * start ? Math.log10(2 * start) : Math.min(Math.ceil(Math.log10(peak)), highestShown(start));
    return [Math.floor(Math.log10(Math.max(Math.min(...lowest), SMALLEST * start))), top];
  }

  drawFloor() {} // of the loss: here it is infinitely far down

  /** Draw something dashed on the lowest layer. */
  dashed(colour, draw) {
    this.inside(this.base, (context) => {
      context.strokeStyle = colour;
      context.lineWidth = 1.5;
      context.setLineDash(DASHES);
      draw(context);
      context.setLineDash([]);
    });
  }
}

/** Each run, and the floor of fresh draws at its rate and batch size. */
export class FloorPanel extends ExcessPanel {
  /** The floor of the first update, if there is one; later ones may be as low as they like. */
  markOf({ beside: { levels } }) {
    return levels[0] > 0 ? levels[0] : Infinity;
  }

  drawBase(scene, limits) {
    super.drawBase(scene, limits);
    for (const { run, look, beside } of scene.runs) {
      if (!(beside.levels[0] < Infinity)) continue;
      const levels = beside.levels.map((level) => level + this.least);
      this.dashed(scene.colours[look.token], (context) => this.drawCurve(context, run, levels, 0, run.total));
    }
  }
}

/** The mean of each run's ghosts, the target, and where the mean first meets it; faint, the run itself. */
export class TargetPanel extends ExcessPanel {
  markOf({ beside }) {
    return beside.target;
  }

  drawBase(scene, limits) {
    super.drawBase(scene, limits);
    const [left, right] = this.x.range();
    const y = this.y(Math.log10(scene.runs[0].beside.target));
    this.dashed(scene.colours.ink, (context) => {
      context.beginPath();
      context.moveTo(left, y);
      context.lineTo(right, y);
      context.stroke();
    });
  }

  drawRun(context, one, from, colours) {
    context.globalAlpha = 0.35;
    context.strokeStyle = colours[one.look.token];
    context.lineWidth = 1;
    this.drawCurve(context, one.run, one.run.losses, from, one.row);
    context.globalAlpha = 1;
    super.drawRun(context, one, from, colours);
  }

  drawHead(one, colours) {
    super.drawHead(one, colours);
    const { run, row, look, beside } = one;
    if (row < beside.met) return;
    const [x, y] = [this.xOf(run, beside.met), this.yOf(beside.losses[beside.met])];
    const context = this.top;
    context.strokeStyle = colours[look.token];
    context.lineWidth = 2;
    context.beginPath();
    context.arc(x, y, 7, 0, 2 * Math.PI);
    context.moveTo(x, y + 7);
    context.lineTo(x, this.bottom);
    context.stroke();
  }
}
