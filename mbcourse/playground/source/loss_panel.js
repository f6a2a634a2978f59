/** The loss over all examples, on a logarithmic axis, against epochs, updates or examples. */

import { CurvePanel } from "./curve_panel.js";
import { highestShown } from "./loss_axis.js";
import { number } from "./number.js";

export const SMALLEST = 1e-10; // times the loss of the start: where the axis ends for data without noise

export class LossPanel extends CurvePanel {
  yLabel = "loss";
  level = Math.log10;
  valuesOf = ({ run }) => run.losses;

  /** The highest loss of a run as far as it is shown. */
  peakOf({ run, row }) {
    return run.peaks[row];
  }

  /** From a little below the lowest loss to a little above the start, or to the decade that a run has climbed to. */
  limits({ surface, runs }) {
    const start = runs[0].run.losses[0];
    const lowest = Math.max(0.7 * surface.floor, SMALLEST * start);
    const peak = Math.max(...runs.map((one) => this.peakOf(one)));
    if (peak <= 1.5 * start) return [Math.log10(lowest), Math.log10(2 * start)];
    return [Math.log10(lowest), Math.min(Math.ceil(Math.log10(peak)), highestShown(start))];
  }

  drawBase(scene, limits) {
    super.drawBase(scene, limits);
    this.drawFloor(scene.surface.floor, scene.colours);
  }

  /** Draw the lowest loss that any line has. */
  drawFloor(floor, colours) {
    const [left, right] = this.x.range();
    const y = this.y(Math.log10(floor));
    if (!(y <= this.y.range()[0])) return;
    this.base.strokeStyle = colours.point;
    this.base.setLineDash([2, 3]);
    this.base.beginPath();
    this.base.moveTo(left, y);
    this.base.lineTo(right, y);
    this.base.stroke();
    this.base.setLineDash([]);
  }

  /** Powers of ten, as many as there is room for. */
  levelTicks() {
    const [low, high] = this.y.domain();
    const step = Math.max(1, Math.ceil((high - low) / ((this.y.range()[0] - this.y.range()[1]) / 22)));
    const ticks = [];
    for (let power = Math.ceil(low / step) * step; power <= high; power += step)
      ticks.push([power, number(10 ** power).replace(".00e", "e")]);
    return ticks;
  }
}
