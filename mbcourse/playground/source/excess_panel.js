/** The loss above the minimum, on a logarithmic axis. */

import { LossPanel, SMALLEST } from "./loss_panel.js";
import { highestShown } from "./loss_axis.js";

const DASHES = [5, 4];
const FAINT = 0.3;

export class ExcessPanel extends LossPanel {
  yLabel = "loss above the minimum";
  level = (loss) => Math.log10(Math.max(loss - this.least, Number.MIN_VALUE)); // rounding leaves less than nothing
  valuesOf = ({ beside }) => beside.losses;

  /** From the decade below what a kind of panel has to show to a little above the start, or to what a run climbed to. */
  limits({ surface, runs }) {
    this.least = surface.floor;
    const start = runs[0].run.losses[0] - this.least || 1;
    const lowest = Math.max(Math.min(...runs.map((one) => this.lowestOf(one))), SMALLEST * start);
    const peak = Math.max(...runs.map((one) => this.peakOf(one)));
    const top = peak <= 1.5 * start ? Math.log10(2 * start) : Math.min(Math.ceil(Math.log10(peak)), highestShown(start));
    return [Math.floor(Math.log10(lowest)), Math.max(top, Math.floor(Math.log10(lowest)) + 1)];
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
  /** The lowest that a run has been, or the floor of its first update: those of later ones may be as low as they like. */
  lowestOf({ row, beside: { lowest, levels } }) {
    return Math.min(lowest.to(row) - this.least, levels[0] || Infinity);
  }

  drawBase(scene, limits) {
    super.drawBase(scene, limits);
    for (const { run, look, beside } of scene.runs) {
      if (!(beside.levels[0] < Infinity)) continue;
      this.dashed(scene.colours[look.token], (context) => {
        context.beginPath();
        for (const row of beside.corners) context.lineTo(this.xOf(run, row), this.yOf(beside.levels[row] + this.least));
        context.stroke();
      });
    }
  }
}

/** The mean of each run's ghosts, the target, and where the mean first meets it; faint, the run itself. */
export class TargetPanel extends ExcessPanel {
  lowestOf({ beside }) {
    return beside.target / 10;
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
    const { run, row, look, beside } = one;
    context.globalAlpha = FAINT;
    context.strokeStyle = colours[look.token];
    context.lineWidth = 1;
    this.drawCurve(context, run, run.losses, from, row);
    context.globalAlpha = 1;
    context.lineWidth = 2.5;
    this.drawCurve(context, run, beside.losses, from, row);
    this.drawMarkers(context, one, (at) => beside.losses[at], from, colours);
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
