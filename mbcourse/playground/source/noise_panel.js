/** Cumulative gradient noise at the minimum, and, dashed, its root mean square over seeds. */

import { CurvePanel } from "./curve_panel.js";

export class NoisePanel extends CurvePanel {
  yLabel = "cumulative noise";
  level = (length) => length;
  valuesOf = ({ beside }) => beside.lengths;

  /** The same axis from the first update to the last: the whole sum is known before it is shown. */
  limits({ runs }) {
    return [0, 1.08 * Math.max(...runs.map(({ beside }) => beside.highest)) || 1];
  }

  levelTicks() {
    return this.ticks(this.y, 40);
  }

  drawBase(scene, limits) {
    super.drawBase(scene, limits);
    this.inside(this.base, (context) => {
      context.setLineDash([5, 4]);
      context.lineWidth = 1.5;
      for (const { run, look, beside } of scene.runs) {
        if (Number.isNaN(beside.expected[1])) continue;
        context.strokeStyle = scene.colours[look.token];
        this.drawCurve(context, run, beside.expected, 0, run.total);
      }
      context.setLineDash([]);
    });
  }
}
