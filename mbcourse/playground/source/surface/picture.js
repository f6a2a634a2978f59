/** The loss surface on a canvas, painted from the far corner to the near one, with its axes and the runs on it. */

import { scaleLinear } from "d3-scale";

import { MARKERS } from "../look.js";
import { number } from "../number.js";
import { TALL } from "./box.js";

const CELLS = 48; // along each side
const SHADES = 64;
const LADDER = [0.3, 1, 3, 10, 30, 100, 300, 1000]; // above the minimum, the levels of mbcourse.plots.contour
const FONT_SIZE = 12;
const NAMES = ["slope w", "intercept b", "loss"];
const paths = Object.fromEntries(Object.entries(MARKERS).map(([name, path]) => [name, new Path2D(path)]));

const channels = (hex) => [1, 3, 5].map((from) => parseInt(hex.slice(from, from + 2), 16));
const mixed = (from, to, part) => `rgb(${from.map((value, i) => Math.round(value + part * (to[i] - value)))})`;

/** The colours of the inside from low to high, and of the outside, which is in the shade. */
function shades(colours) {
  const [from, to, shade] = ["low", "high", "shade"].map((name) => channels(colours[`bowl-${name}`]));
  return [0, 0.35].map((dark) =>
    Array.from({ length: SHADES }, (_, i) => {
      const lit = from.map((value, k) => value + (i / (SHADES - 1)) * (to[k] - value));
      return mixed(lit, shade, dark);
    }),
  );
}

export class SurfacePicture {
  /**
   * @param {HTMLCanvasElement} canvas
   * @param {Box} box
   * @param {{look: {token: string, marker: string}, params: number[][]}[]} runs rows of slope and intercept
   */
  constructor(canvas, box, runs) {
    Object.assign(this, { canvas, box, context: canvas.getContext("2d") });
    if (!this.context) throw new Error("this browser has no canvas to draw on");
    this.scales = [...box.ranges, [0, box.highest]].map((range) => scaleLinear(range, [-1, 1]));
    const [slopes, intercepts] = box.ranges.map(([low, high]) =>
      Array.from({ length: CELLS + 1 }, (_, i) => low + ((high - low) * i) / CELLS),
    );
    this.corners = slopes.map((w) => intercepts.map((b) => box.at(w, b)));
    const levels = LADDER.map((above) => box.surface.floor + above).filter((level) => level < box.highest);
    this.contours = levels.map((level) => box.contour(level));
    const [[w0, w1], [b0, b1]] = box.ranges;
    const corner = (w, b) => [w, b];
    const rim = [corner(w0, b0), corner(w1, b0), corner(w1, b1), corner(w0, b1)];
    this.rim = rim.map((start, i) => box.segment(start, rim[(i + 1) % 4]));
    this.runs = runs.map(({ look, params }) => {
      const rows = params.filter((row) => box.inside(...row));
      return { look, rows, segments: rows.slice(1).map((end, i) => box.segment(rows[i], end)) };
    });
  }

  /** Fit the canvas to its element and read the colours; `colours` are the page's, by name. */
  measure(colours) {
    const { clientWidth: width, clientHeight: height } = this.canvas;
    const density = window.devicePixelRatio || 1;
    this.canvas.width = Math.round(width * density);
    this.canvas.height = Math.round(height * density);
    this.context.setTransform(density, 0, 0, density, 0, 0);
    this.context.font = `${FONT_SIZE}px ${getComputedStyle(this.canvas).fontFamily}`;
    Object.assign(this, { width, height, colours, radius: width < 450 ? 3 : 4 });
    [this.lit, this.shaded] = shades(colours);
  }

  draw(view, zoom) {
    const { context, colours } = this;
    this.view = view;
    const unit = zoom * Math.min((this.width - 100) / 2.85, (this.height - 50) / 2.6);
    this.pixel = (place) => {
      const [right, up] = view.project(place);
      return [this.width / 2 + 8 + unit * right, this.height / 2 - 8 - unit * up];
    };
    context.clearRect(0, 0, this.width, this.height);
    this.drawBox();
    this.drawCells();
    for (const contour of this.contours) this.drawOnSurface(contour, colours.muted, 0.7);
    for (const side of this.rim) this.drawOnSurface(side, colours.muted, 1.2);
    for (const run of this.runs) this.drawRun(run);
    const [w, b] = this.box.surface.minimum;
    this.stamp("star", this.box.at(w, b), 2 * this.radius, colours.optimum);
    [0, 1, 2].forEach((axis) => this.drawAxis(axis));
  }

  line(points, colour, width) {
    const { context } = this;
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.beginPath();
    for (const place of points) context.lineTo(...this.pixel(place));
    context.stroke();
  }

  /** The signs of the near sides along slope and intercept. */
  near() {
    return this.view.eye.slice(0, 2).map((component) => (component < 0 ? -1 : 1));
  }

  /** Tick values of an axis, as many as fit into the pixels between its ends. */
  ticks(axis, [start, end]) {
    const length = Math.hypot(end[0] - start[0], end[1] - start[1]);
    return length < 60 ? [] : this.scales[axis].ticks(Math.min(6, Math.floor(length / (axis === 2 ? 28 : 42))));
  }

  /** The floor and the two far walls, with lines at the ticks. */
  drawBox() {
    const [u, v] = this.near();
    const at = (...place) => place;
    const lines = [
      (t) => [at(t, -1, -TALL), at(t, 1, -TALL)],
      (t) => [at(-1, t, -TALL), at(1, t, -TALL)],
      (t) => [at(u, -v, t * TALL), at(-u, -v, t * TALL), at(-u, v, t * TALL)],
    ];
    lines.forEach((line, axis) => {
      for (const tick of this.scales[axis].ticks(5)) this.line(line(this.scales[axis](tick)), this.colours.rule, 1);
    });
    for (const [x, y] of [at(u, -v), at(-u, -v), at(-u, v)])
      this.line([at(x, y, -TALL), at(x, y, TALL)], this.colours.rule, 1);
  }

  drawCells() {
    const { context, corners, view, box } = this;
    const upwards = [...Array(CELLS).keys()];
    const [alongW, alongB] = this.near().map((sign) => (sign > 0 ? upwards : [...upwards].reverse()));
    context.lineWidth = 0.7; // a seam would show between two cells that only touch
    for (const i of alongW) {
      for (const j of alongB) {
        const around = [corners[i][j], corners[i + 1][j], corners[i + 1][j + 1], corners[i][j + 1]];
        const height = around.reduce((sum, { place }) => sum + place[2], 0) / 4;
        const shade = Math.round(((height / TALL + 1) / 2) * (SHADES - 1));
        const { w, b } = corners[i][j];
        const fromOutside = view.meets(box, w, b) < 0;
        context.fillStyle = context.strokeStyle = (fromOutside ? this.shaded : this.lit)[shade];
        context.beginPath();
        for (const { place } of around) context.lineTo(...this.pixel(place));
        context.closePath();
        context.fill();
        context.stroke();
      }
    }
  }

  /** Draw a curve on the surface; what the near side hides is left out, or drawn with some opacity. */
  drawOnSurface(points, colour, width, hiddenOpacity = 0) {
    const { context, view, box } = this;
    let before = null;
    for (const point of points) {
      const shown = box.inside(point.w, point.b);
      if (shown && before) {
        context.globalAlpha = view.hides(box, point) ? hiddenOpacity : 1;
        if (context.globalAlpha) this.line([before.place, point.place], colour, width);
      }
      before = shown ? point : null;
    }
    context.globalAlpha = 1;
  }

  drawRun({ look, rows, segments }) {
    const colour = this.colours[look.token];
    for (const segment of segments) this.drawOnSurface(segment, colour, 2.4, 0.4);
    for (const row of rows) this.stamp(look.marker, this.box.at(...row), this.radius, colour);
  }

  /** Draw a marker with a ring that sets it off from what lies below. */
  stamp(name, point, radius, colour) {
    const { context } = this;
    context.save();
    context.globalAlpha = this.view.hides(this.box, point) ? 0.4 : 1;
    context.translate(...this.pixel(point.place));
    context.scale(radius, radius);
    context.lineWidth = 2.4 / radius;
    context.strokeStyle = this.colours.ground;
    context.stroke(paths[name]);
    context.fillStyle = colour;
    context.fill(paths[name]);
    context.restore();
  }

  /** The edge of the box that carries an axis: the near ones of the floor, and the upright one farthest to the left. */
  edge(axis) {
    const [u, v] = this.near();
    if (axis === 0) return (t) => [t, v, -TALL];
    if (axis === 1) return (t) => [u, t, -TALL];
    const left = this.view.project([u, -v, 0])[0] < this.view.project([-u, v, 0])[0] ? [u, -v] : [-u, v];
    return (t) => [...left, t * TALL];
  }

  /** Draw an axis, its numbers and its name on the side that faces away from the box. */
  drawAxis(axis) {
    const { context, colours } = this;
    const edge = this.edge(axis);
    const [start, middle, end] = [-1, 0, 1].map((t) => this.pixel(edge(t)));
    const centre = this.pixel([0, 0, axis === 2 ? 0 : -TALL]);
    const [dx, dy] = [end[0] - start[0], end[1] - start[1]];
    let away = [-dy, dx].map((value) => value / (Math.hypot(dx, dy) || 1));
    if (away[0] * (middle[0] - centre[0]) + away[1] * (middle[1] - centre[1]) < 0) away = away.map((value) => -value);
    this.line([edge(-1), edge(1)], colours.point, 1);
    context.fillStyle = colours.muted;
    context.textAlign = away[0] < -0.35 ? "right" : away[0] > 0.35 ? "left" : "center";
    context.textBaseline = "middle";
    const ticks = this.ticks(axis, [start, end]);
    let widest = 0;
    for (const tick of ticks) {
      const [x, y] = this.pixel(edge(this.scales[axis](tick)));
      widest = Math.max(widest, context.measureText(number(tick)).width);
      context.fillText(number(tick), x + 9 * away[0], y + 11 * away[1]);
    }
    this.drawName(axis, axis === 2 ? [start, end] : [middle], away, ticks.length ? widest : 0);
  }

  /** Name an axis: the upright one above its upper end, the others beyond their numbers, inside the canvas. */
  drawName(axis, ends, away, room) {
    const { context } = this;
    const half = context.measureText(NAMES[axis]).width / 2;
    const beyond = 24 + Math.abs(away[0]) * (room + half - 8);
    const [x, y] = axis === 2 ? ends.sort((a, b) => a[1] - b[1])[0] : ends[0];
    const [left, top] = axis === 2 ? [x, y - 14] : [x + beyond * away[0], y + beyond * away[1]];
    context.fillStyle = this.colours.ink;
    context.textAlign = "center";
    context.fillText(NAMES[axis], Math.min(Math.max(left, half), this.width - half), top);
  }
}
