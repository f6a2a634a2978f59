/** The gradients of all examples as arrows from one point, where the chosen run stands, and the full gradient. */

import { Panel } from "./panel.js";

const MOST_ARROWS = 200; // of more examples every second, every third, ... is drawn

/** The next of 1, 2, 5, 10, 20, ... at or above a length: the scale stays for a while, so that arrows are seen to shrink. */
function roundUp(length) {
  const power = 10 ** Math.floor(Math.log10(length));
  return power * [1, 2, 5, 10].find((step) => step * power >= length * (1 - 1e-9));
}

export class GradientPanel extends Panel {
  draw({ runs, selected, colours, stale }) {
    const { look, beside } = runs[selected];
    const longest = beside.alongW.reduce((most, w, i) => Math.max(most, Math.hypot(w, beside.alongB[i])), 0);
    const reach = Number.isFinite(longest) && longest > 0 ? roundUp(longest) : 0;
    if (stale || reach !== this.reached) this.drawBase(reach, colours);
    this.reached = reach;
    this.clear(this.top);
    if (reach) this.inside(this.top, () => this.drawFan(beside, colours, colours[look.token]));
  }

  /** Draw axes of the same unit, around 0 in the middle. */
  drawBase(reach, colours) {
    this.clear(this.base);
    const [left, right] = this.x.range();
    const [bottom, top] = this.y.range();
    const unit = (bottom - top) / (2 * (reach || 1));
    const side = (right - left) / (2 * unit);
    this.y.domain([-reach || -1, reach || 1]);
    this.x.domain([-side, side]);
    const [xTicks, yTicks] = [this.ticks(this.x, 70), this.ticks(this.y, 45)];
    this.axes({ xTicks, yTicks, xLabel: "gradient along w", yLabel: "gradient along b", colours });
  }

  drawFan({ alongW, alongB, mean }, colours, colour) {
    const context = this.top;
    const step = Math.ceil(alongW.length / MOST_ARROWS);
    context.strokeStyle = colour;
    context.globalAlpha = 0.6;
    context.lineWidth = 1;
    context.beginPath();
    for (let i = 0; i < alongW.length; i += step) this.arrow(alongW[i], alongB[i], 5);
    context.stroke();
    context.globalAlpha = 1;
    for (const [style, width] of [
      [colours.ground, 7],
      [colours.ink, 3],
    ]) {
      context.strokeStyle = style;
      context.lineWidth = width;
      context.beginPath();
      this.arrow(...mean, 9);
      context.stroke();
    }
  }

  /** Add an arrow from 0 to the path. */
  arrow(w, b, head) {
    const context = this.top;
    const [x0, y0, x, y] = [this.x(0), this.y(0), this.x(w), this.y(b)];
    const turn = Math.atan2(y - y0, x - x0);
    const size = Math.min(head, 0.5 * Math.hypot(x - x0, y - y0));
    context.moveTo(x0, y0);
    context.lineTo(x, y);
    for (const side of [-0.45, 0.45]) {
      context.moveTo(x, y);
      context.lineTo(x - size * Math.cos(turn + side), y - size * Math.sin(turn + side));
    }
  }
}
