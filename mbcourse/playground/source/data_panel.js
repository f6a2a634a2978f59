/** Data space: the points, the batch of the selected run's last update, and the line of each run. */

import { Panel } from "./panel.js";

const MANY = 1000; // from here on points are smaller squares, which draw faster

/** A few examples stand out; many do not hide one another. */
function batchRadius(size) {
  if (size > MANY) return 1;
  return size > 20 ? 3.2 : 4.5;
}

export class DataPanel extends Panel {
  draw({ line, runs, selected, colours, stale }) {
    if (stale) this.drawBase(line, colours);
    this.clear(this.top);
    this.inside(this.top, (context) => {
      const { run, row, look } = runs[selected];
      if (row) {
        this.drawBatch(context, run, row, colours[look.token]);
        this.drawLine(context, run, row - 1, colours[look.token], 0.45, [4, 4]);
      }
      for (const other of runs)
        if (other.run !== run) this.drawLine(context, other.run, other.row, colours[other.look.token], 1);
      this.drawLine(context, run, row, colours[look.token], 1);
    });
  }

  drawBase({ x, y }, colours) {
    const [lowest, highest] = [y.reduce((a, b) => Math.min(a, b)), y.reduce((a, b) => Math.max(a, b))];
    const room = 0.75 * (highest - lowest) || 1; // the points alone set the limits, so that every line compares
    const [left, right] = [x.reduce((a, b) => Math.min(a, b)), x.reduce((a, b) => Math.max(a, b))];
    const side = 0.04 * (right - left);
    this.x.domain([left - side, right + side]);
    this.y.domain([lowest - room, highest + room]);
    this.clear(this.base);
    const [xTicks, yTicks] = [this.ticks(this.x, 60), this.ticks(this.y, 45)];
    this.axes({ xTicks, yTicks, xLabel: "x", yLabel: "y", colours });
    this.base.fillStyle = colours.point;
    this.base.globalAlpha = x.length > MANY ? 0.35 : 1;
    const all = { from: 0, to: x.length, at: (i) => i };
    this.drawPoints(this.base, { x, y }, all, x.length > MANY ? 0.75 : 2.2);
    this.base.globalAlpha = 1;
  }

  drawBatch(context, run, row, colour) {
    const order = run.order(row);
    const [from, to] = run.cut(row);
    context.fillStyle = colour;
    this.drawPoints(context, run.line, { from, to, at: (i) => order[i] }, batchRadius(to - from));
  }

  drawPoints(context, { x, y }, { from, to, at }, radius) {
    const [x0, xUnit] = this.affine(this.x);
    const [y0, yUnit] = this.affine(this.y);
    context.beginPath();
    for (let i = from; i < to; i += 1) {
      const left = x0 + xUnit * x[at(i)];
      const top = y0 + yUnit * y[at(i)];
      if (radius < 2) {
        context.rect(left - radius, top - radius, 2 * radius, 2 * radius);
      } else {
        context.moveTo(left + radius, top);
        context.arc(left, top, radius, 0, 2 * Math.PI);
      }
    }
    context.fill();
  }

  drawLine(context, run, row, colour, opacity, dash = []) {
    const [w, b] = [run.slopes[row], run.intercepts[row]];
    if (!Number.isFinite(w) || !Number.isFinite(b)) return;
    // Pixels far outside the canvas are cut off, since a diverged line would be beyond what a canvas can draw.
    const pixel = (value) => Math.max(-1e7, Math.min(1e7, this.y(value)));
    const [left, right] = this.x.domain();
    context.globalAlpha = opacity;
    context.strokeStyle = colour;
    context.lineWidth = 2;
    context.setLineDash(dash);
    context.beginPath();
    context.moveTo(this.x(left), pixel(w * left + b));
    context.lineTo(this.x(right), pixel(w * right + b));
    context.stroke();
    context.setLineDash([]);
    context.globalAlpha = 1;
  }
}
