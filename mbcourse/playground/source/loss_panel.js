/** The loss over all examples, on a logarithmic axis, against epochs, updates or examples. */

import { scaleLinear, scaleSymlog } from "d3-scale";

import { AXES } from "./axes.js";
import { number } from "./number.js";
import { marked, Panel } from "./panel.js";

const MOST_DECADES_ABOVE_START = 6; // a diverging run gets this much room; then it leaves at the top, with an arrow
const SMALLEST = 1e-10; // times the loss of the start: where the axis ends for data without noise
const TIMES_APART = 8; // runs whose updates differ by more than this share a logarithmic axis of updates

/** Rows of the highest and of the lowest of some losses. */
function extremes(losses, first, last) {
  let [high, low] = [first, first];
  for (let k = first + 1; k <= last; k += 1) {
    if (losses[k] > losses[high]) high = k;
    if (losses[k] < losses[low]) low = k;
  }
  return [high, low];
}

export class LossPanel extends Panel {
  draw({ surface, runs, axis, colours, end, stale, moved }) {
    const top = this.highest(runs);
    const rescaled = stale || top !== this.lastTop;
    this.lastTop = top;
    if (rescaled) this.drawBase(surface, runs, axis, end, top, colours);
    this.inkUp(runs, rescaled || moved, (context, one, from) => this.drawCurve(context, one, from, colours));
    this.clear(this.top);
    for (const one of runs) this.drawHead(one, colours);
  }

  /** The top of the axis: a little above the start, or the decade that a run has climbed to. */
  highest(runs) {
    const start = runs[0].run.losses[0];
    const peak = Math.max(...runs.map(({ run, row }) => run.peaks[row]));
    if (peak <= 1.5 * start) return 2 * start;
    return 10 ** Math.min(Math.ceil(Math.log10(peak)), Math.ceil(Math.log10(start)) + MOST_DECADES_ABOVE_START);
  }

  drawBase(surface, runs, axis, end, top, colours) {
    const totals = runs.map(({ run }) => run.total);
    this.axis = axis;
    this.logarithmic = axis === "updates" && Math.max(...totals) > TIMES_APART * Math.min(...totals);
    this.x = (this.logarithmic ? scaleSymlog() : scaleLinear()).domain([0, end]).range(this.x.range());
    const lowest = Math.max(0.7 * surface.floor, SMALLEST * runs[0].run.losses[0]);
    this.y = scaleLinear()
      .domain([Math.log10(lowest), Math.log10(top)])
      .range(this.y.range());
    [this.origin, this.unit] = this.affine(this.x);
    [this.one, this.decade] = this.affine(this.y);
    [this.bottom] = this.y.range();
    this.clear(this.base);
    const xLabel = AXES[axis].label;
    this.axes({
      xTicks: this.logarithmic
        ? this.decades(end)
        : this.ticks(this.x, 70).filter(([value]) => Number.isInteger(value)),
      yTicks: this.lossTicks(),
      xLabel: this.logarithmic ? `${xLabel} (logarithmic)` : xLabel,
      yLabel: "loss",
      colours,
    });
    this.drawFloor(surface.floor, colours);
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

  decades(end) {
    const ticks = [[0, "0"]];
    for (let value = 1; value <= end; value *= 10) ticks.push([value, value.toLocaleString("en")]);
    return ticks;
  }

  /** Powers of ten, as many as there is room for. */
  lossTicks() {
    const [low, high] = this.y.domain();
    const step = Math.max(1, Math.ceil((high - low) / ((this.y.range()[0] - this.y.range()[1]) / 22)));
    const ticks = [];
    for (let power = Math.ceil(low / step) * step; power <= high; power += step)
      ticks.push([power, number(10 ** power)]);
    return ticks;
  }

  /** Where a row lies: its two coordinates apart, since a curve asks for a hundred thousand of them. */
  xOf(run, row) {
    const position = run.coordinate(row, this.axis);
    return this.logarithmic ? this.x(position) : this.origin + this.unit * position;
  }

  yOf(run, row) {
    const y = this.one + this.decade * Math.log10(run.losses[row]);
    return y > -1e6 ? Math.min(y, this.bottom) : -1e6;
  }

  /** Draw a curve; of the rows that share a column of pixels only the extremes, which look the same as all of them. */
  drawCurve(context, { run, row, look }, from, colours) {
    context.strokeStyle = colours[look.token];
    context.lineWidth = 1.5;
    context.lineJoin = "round";
    context.beginPath();
    context.moveTo(this.xOf(run, from), this.yOf(run, from));
    let k = from;
    while (k < row) {
      k += 1;
      const x = this.xOf(run, k);
      const last = Math.min(row, Math.max(k, run.rowAt(this.x.invert(x + 0.5), this.axis)));
      if (last > k) {
        const [high, low] = extremes(run.losses, k, last);
        context.lineTo(x, this.yOf(run, high));
        context.lineTo(x, this.yOf(run, low));
      }
      k = last;
      context.lineTo(x, this.yOf(run, k));
    }
    context.stroke();
    for (const at of marked(run, from + 1, row)) {
      this.marker(context, look.marker, this.xOf(run, at), this.yOf(run, at), 3.2, colours[look.token], colours.ground);
    }
  }

  drawHead({ run, row, look }, colours) {
    const [x, y] = [this.xOf(run, row), this.yOf(run, row)];
    const top = this.y.range()[1];
    const [marker, at] = y < top ? ["up", top + 8] : [look.marker, y];
    this.marker(this.top, marker, x, at, 6, colours[look.token], colours.ground);
  }
}
