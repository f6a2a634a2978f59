/** Curves against epochs, updates or examples, one for each run, drawn as far as the run is shown. */

import { scaleLinear, scaleSymlog } from "d3-scale";

import { AXES } from "./axes.js";
import { count } from "./number.js";
import { marked, Panel } from "./panel.js";

const TIMES_APART = 8; // runs whose updates differ by more than this share a logarithmic axis of updates

/** Rows of the highest and of the lowest of some values. */
function extremes(values, first, last) {
  let [high, low] = [first, first];
  for (let k = first + 1; k <= last; k += 1) {
    if (values[k] > values[high]) high = k;
    if (values[k] < values[low]) low = k;
  }
  return [high, low];
}

/**
 * A kind of curve says `valuesOf` a run, its `level` on the axis, the `limits` of levels that a scene needs,
 * the `levelTicks`, and what the axis counts, its `yLabel`.
 */
export class CurvePanel extends Panel {
  draw(scene) {
    const { runs, colours, stale, moved } = scene;
    const limits = this.limits(scene);
    const rescaled = stale || String(limits) !== this.limited;
    this.limited = String(limits);
    if (rescaled) this.drawBase(scene, limits);
    this.inkUp(runs, rescaled || moved, (context, one, from) => this.drawRun(context, one, from, colours));
    this.clear(this.top);
    for (const one of runs) this.drawHead(one, colours);
  }

  drawBase({ runs, axis, end, colours }, limits) {
    const totals = runs.map(({ run }) => run.total);
    this.axis = axis;
    this.logarithmic = axis === "updates" && Math.max(...totals) > TIMES_APART * Math.min(...totals);
    this.x = (this.logarithmic ? scaleSymlog() : scaleLinear()).domain([0, end]).range(this.x.range());
    this.y = scaleLinear().domain(limits).range(this.y.range());
    [this.origin, this.unit] = this.affine(this.x);
    [this.zero, this.one] = this.affine(this.y);
    [this.bottom] = this.y.range();
    this.clear(this.base);
    const xLabel = AXES[axis].label;
    this.axes({
      xTicks: this.logarithmic
        ? this.decades(end)
        : this.ticks(this.x, 70).filter(([value]) => Number.isInteger(value)),
      yTicks: this.levelTicks(),
      xLabel: this.logarithmic ? `${xLabel} (logarithmic)` : xLabel,
      yLabel: this.yLabel,
      colours,
    });
  }

  decades(end) {
    const ticks = [[0, "0"]];
    for (let value = 1; value <= end; value *= 10) ticks.push([value, count(value)]);
    return ticks;
  }

  /** Where a row lies: its two coordinates apart, since a curve asks for a hundred thousand of them. */
  xOf(run, row) {
    const position = run.coordinate(row, this.axis);
    return this.logarithmic ? this.x(position) : this.origin + this.unit * position;
  }

  yOf(value) {
    const y = this.zero + this.one * this.level(value);
    return y > -1e6 ? Math.min(y, this.bottom) : -1e6;
  }

  /** Draw what is new of a run: its curve, with markers. */
  drawRun(context, one, from, colours) {
    const { run, row, look } = one;
    const values = this.valuesOf(one);
    context.strokeStyle = colours[look.token];
    context.lineWidth = 1.5;
    this.drawCurve(context, run, values, from, row);
    this.drawMarkers(context, one, (at) => values[at], from, colours);
  }

  drawMarkers(context, { run, row, look }, valueAt, from, colours) {
    const colour = colours[look.token];
    for (const at of marked(run, from + 1, row))
      this.marker(context, look.marker, this.xOf(run, at), this.yOf(valueAt(at)), 3.2, colour, colours.ground);
  }

  /** Draw a curve; of the rows that share a column of pixels only the extremes, which look the same as all of them. */
  drawCurve(context, run, values, from, to) {
    context.lineJoin = "round";
    context.beginPath();
    context.moveTo(this.xOf(run, from), this.yOf(values[from]));
    let k = from;
    while (k < to) {
      k += 1;
      const x = this.xOf(run, k);
      const last = Math.min(to, Math.max(k, run.rowAt(this.x.invert(x + 0.5), this.axis)));
      if (last > k) {
        const [high, low] = extremes(values, k, last);
        context.lineTo(x, this.yOf(values[high]));
        context.lineTo(x, this.yOf(values[low]));
      }
      k = last;
      context.lineTo(x, this.yOf(values[k]));
    }
    context.stroke();
  }

  /** Draw where a run stands: a large marker, or, where that is above the axis, an arrow. */
  drawHead(one, colours) {
    const { run, row, look } = one;
    const [x, y] = [this.xOf(run, row), this.yOf(this.valuesOf(one)[row])];
    const top = this.y.range()[1];
    const [marker, at] = y < top ? ["up", top + 8] : [look.marker, y];
    this.marker(this.top, marker, x, at, 6, colours[look.token], colours.ground);
  }
}
