/** A rectangle with two axes, drawn on three canvases: what stays, what grows, what moves. */

import { scaleLinear } from "d3-scale";

import { MARKERS } from "./look.js";
import { number } from "./number.js";

const MARGIN = { top: 8, right: 10, bottom: 34, left: 48 };
const FONT_SIZE = 12;
const paths = Object.fromEntries(Object.entries(MARKERS).map(([name, path]) => [name, new Path2D(path)]));

export class Panel {
  /** @param {HTMLElement} host an empty element that the style sheet gives a size */
  constructor(host) {
    this.host = host;
    this.layers = ["base", "ink", "top"].map(() => host.appendChild(document.createElement("canvas")).getContext("2d"));
    [this.base, this.ink, this.top] = this.layers;
    this.x = scaleLinear();
    this.y = scaleLinear();
    this.inked = []; // rows of each run that are on the ink layer
  }

  /** Read the size and the font that the style sheet gives to the element. */
  measure() {
    const { clientWidth: width, clientHeight: height } = this.host;
    Object.assign(this, { width, height, font: `${FONT_SIZE}px ${getComputedStyle(this.host).fontFamily}` });
  }

  /** Fit the canvases to the element, with a number of dots to a pixel; they lose what was drawn. */
  fit(density) {
    for (const context of this.layers) {
      context.canvas.width = Math.round(this.width * density);
      context.canvas.height = Math.round(this.height * density);
      context.setTransform(density, 0, 0, density, 0, 0);
      context.font = this.font;
    }
    this.x.range([MARGIN.left, this.width - MARGIN.right]);
    this.y.range([this.height - MARGIN.bottom, MARGIN.top]);
  }

  /** Draw the layers above into the lowest one, which alone is printed: of canvases on one another browsers lose some. */
  flatten() {
    for (const { canvas } of [this.ink, this.top]) this.base.drawImage(canvas, 0, 0, this.width, this.height);
  }

  /** Offset and unit in pixels of a linear scale: two operations where a path has a hundred thousand points. */
  affine(scale) {
    const offset = scale(0);
    return [offset, scale(1) - offset];
  }

  clear(context) {
    context.clearRect(0, 0, this.width, this.height);
  }

  /** Do something on a layer with all that lies outside the axes cut off. */
  inside(context, draw) {
    const [left, right] = this.x.range();
    const [bottom, top] = this.y.range();
    context.save();
    context.beginPath();
    context.rect(left, top, right - left, bottom - top);
    context.clip();
    draw(context);
    context.restore();
  }

  /** Draw the axes: tick values with their texts, and what the axes count. */
  axes({ xTicks, yTicks, xLabel, yLabel, colours }) {
    const context = this.base;
    const [left, right] = this.x.range();
    const [bottom, top] = this.y.range();
    context.strokeStyle = colours.point;
    context.lineWidth = 1;
    context.beginPath();
    context.moveTo(left - 0.5, top);
    context.lineTo(left - 0.5, bottom + 0.5);
    context.lineTo(right, bottom + 0.5);
    context.stroke();
    context.fillStyle = colours.muted;
    context.textAlign = "center";
    context.textBaseline = "top";
    for (const [value, text] of xTicks) {
      const half = context.measureText(text).width / 2;
      context.fillText(text, Math.min(this.x(value), this.width - half), bottom + 5);
    }
    context.fillText(xLabel, (left + right) / 2, bottom + 19);
    context.textAlign = "right";
    context.textBaseline = "middle";
    for (const [value, text] of yTicks) context.fillText(text, left - 6, this.y(value));
    context.save();
    context.translate(8, (top + bottom) / 2);
    context.rotate(-Math.PI / 2);
    context.textAlign = "center";
    context.fillText(yLabel, 0, 0);
    context.restore();
  }

  /** Ticks of a linear scale, fewer where there is less room. */
  ticks(scale, pixelsEach) {
    const [from, to] = scale.range();
    return scale.ticks(Math.max(2, Math.abs(to - from) / pixelsEach)).map((value) => [value, number(value)]);
  }

  /** Draw a marker of a radius; `hole` is the colour of the ring that sets it off from what lies below. */
  marker(context, name, x, y, radius, colour, hole) {
    context.save();
    context.translate(x, y);
    context.scale(radius, radius);
    context.lineWidth = 3 / radius;
    context.strokeStyle = hole;
    context.stroke(paths[name]);
    context.fillStyle = colour;
    context.fill(paths[name]);
    context.restore();
  }

  /**
   * Bring the ink layer up to the rows that are shown: only what is new is drawn, unless rows went away or the
   * runs moved as a whole.
   */
  inkUp(runs, moved, draw) {
    const back = runs.length !== this.inked.length || runs.some(({ row }, i) => row < this.inked[i]);
    if (moved || back) {
      this.clear(this.ink);
      this.inked = runs.map(() => 0);
    }
    this.inside(this.ink, (context) => {
      runs.forEach((one, i) => {
        if (one.row > this.inked[i]) draw(context, one, this.inked[i]);
        this.inked[i] = one.row;
      });
    });
  }
}

/** Rows from `first` to `last` that carry a marker: about ten in a run, so that a path can be told without colour. */
export function* marked(run, first, last) {
  const step = Math.max(1, Math.round(run.total / 10));
  for (let row = Math.ceil(first / step) * step; row <= last; row += step) yield row;
}
