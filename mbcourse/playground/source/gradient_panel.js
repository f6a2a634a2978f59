/** The gradients of all examples as arrows from one point, where the chosen run stands, and the full gradient. */

import { Panel } from "./panel.js";

const MOST_ARROWS = 200; // of more examples every second, every third, ... is drawn
const SHORT = 8; // pixels: a mean that is shorter is a dot, which is seen
const STEPS = [1, 1.5, 2, 3, 5, 7, 10]; // of the scale: it stays for a while, so that arrows are seen to shrink

/** The next step at or above a length, or 0 where there is none. */
function roundUp(length) {
  if (!(length > 0 && length < Infinity)) return 0;
  const power = 10 ** Math.floor(Math.log10(length));
  return power * STEPS.find((step) => step * power >= length * (1 - 1e-9));
}

export class GradientPanel extends Panel {
  draw({ runs, selected, colours, stale }) {
    const { look, beside } = runs[selected];
    const dot = roundUp(this.dotFor(beside));
    if (stale || dot !== this.dot) this.drawBase(dot || 1, colours);
    this.dot = dot;
    this.clear(this.top);
    if (dot) this.inside(this.top, () => this.drawFan(beside, colours, colours[look.token]));
  }

  /** What a pixel has to stand for so that the longest arrow just fits. */
  dotFor({ alongW, alongB }) {
    const [halfWidth, halfHeight] = this.halves();
    const needed = (w, i) => Math.max(Math.abs(w) / halfWidth, Math.abs(alongB[i]) / halfHeight);
    return alongW.reduce((most, w, i) => Math.max(most, needed(w, i)), 0);
  }

  halves() {
    return [this.x, this.y].map((scale) => Math.abs(scale.range()[1] - scale.range()[0]) / 2);
  }

  /** Draw axes of the same unit, around 0 in the middle; `dot` is what a pixel stands for. */
  drawBase(dot, colours) {
    this.clear(this.base);
    [this.x, this.y].forEach((scale, i) => scale.domain([-1, 1].map((side) => side * dot * this.halves()[i])));
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
    const [x, y] = [this.x(mean[0]), this.y(mean[1])];
    if (Math.hypot(x - this.x(0), y - this.y(0)) < SHORT) {
      this.marker(context, "circle", x, y, 4, colours.ink, colours.ground);
      return;
    }
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
