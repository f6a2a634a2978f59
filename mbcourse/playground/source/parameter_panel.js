/** Parameter space: contour lines of the loss, its minimum, the path of each run, and a start that can be moved. */

import { number } from "./number.js";
import { marked, Panel } from "./panel.js";

const HALF_A_PIXEL = 0.5;

/** Cut off what lies so far outside that a canvas can no longer draw it. */
const inReach = (pixel) => (pixel > -1e6 ? Math.min(pixel, 1e6) : -1e6);

export class ParameterPanel extends Panel {
  /**
   * @param {HTMLElement} host
   * @param {{moveStartTo: (w: number, b: number) => void, moveStartBy: (w: number, b: number) => void}} actions
   */
  constructor(host, actions) {
    super(host);
    this.handle = host.appendChild(document.createElement("button"));
    this.handle.type = "button";
    this.handle.className = "mbp-handle";
    this.handle.addEventListener("pointerdown", (event) => this.handle.setPointerCapture(event.pointerId));
    this.handle.addEventListener("pointermove", (event) => {
      if (!this.handle.hasPointerCapture(event.pointerId)) return;
      const box = this.host.getBoundingClientRect();
      actions.moveStartTo(this.x.invert(event.clientX - box.left), this.y.invert(event.clientY - box.top));
    });
    this.handle.addEventListener("keydown", (event) => {
      const step = event.shiftKey ? 5 : 0.5;
      const by = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, step], ArrowDown: [0, -step] }[event.key];
      if (!by) return;
      event.preventDefault();
      actions.moveStartBy(...by);
    });
  }

  draw({ surface, runs, colours, ranges, start, stale, moved }) {
    if (stale) {
      this.x.domain(ranges.w);
      this.y.domain(ranges.b);
      [this.left, this.wUnit] = this.affine(this.x);
      [this.bottom, this.bUnit] = this.affine(this.y);
      this.drawBase(surface, colours);
    }
    if (moved) this.placeHandle(start);
    this.inkUp(runs, moved, (context, one, from) => this.drawPath(context, one, from, colours));
    this.clear(this.top);
    for (const { run, row, look } of runs) this.drawHead(run, row, look, colours);
  }

  drawBase(surface, colours) {
    this.clear(this.base);
    const [xTicks, yTicks] = [this.ticks(this.x, 50), this.ticks(this.y, 40)];
    this.axes({ xTicks, yTicks, xLabel: "slope w", yLabel: "intercept b", colours });
    this.inside(this.base, () => this.drawContours(surface, colours));
    this.inside(this.base, () => {
      const [x, y] = this.pixel(...surface.minimum);
      this.marker(this.base, "star", x, y, 9, colours.optimum, colours.ground);
    });
  }

  /** Draw the lines of equal loss, which are ellipses, at 1, 3, 10, 30, ... times a power of ten above the minimum. */
  drawContours(surface, colours) {
    const { steep, flat, angle } = surface.curvature();
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    const [w, b] = surface.minimum;
    const context = this.base;
    const written = [this.pixel(w, b)];
    context.lineWidth = 1;
    for (const above of this.levels(surface)) {
      const [short, long] = [Math.sqrt((2 * above) / steep), Math.sqrt((2 * above) / flat)];
      const at = (turn) => {
        const [along, across] = [short * Math.cos(turn), long * Math.sin(turn)];
        return this.pixel(w + along * cos - across * sin, b + along * sin + across * cos);
      };
      context.strokeStyle = colours.point;
      context.beginPath();
      for (let i = 0; i <= 120; i += 1) context.lineTo(...at((i * Math.PI) / 60));
      context.stroke();
      this.labelContour(number(surface.floor + above), at, written, colours);
    }
  }

  /** The eight largest levels that the panel shows. */
  levels(surface) {
    const corners = this.x.domain().flatMap((w) => this.y.domain().map((b) => surface.loss(w, b) - surface.floor));
    const highest = Math.max(...corners);
    const ladder = [];
    for (let power = -12; power <= 12; power += 1) ladder.push(10 ** power, 3 * 10 ** power);
    return ladder.filter((level) => level < highest).slice(-8);
  }

  /** Write the loss on a contour line: towards the lower right, or where else there is room, or not at all. */
  labelContour(text, at, written, colours) {
    const [left, right] = this.x.range();
    const [bottom, top] = this.y.range();
    const half = this.base.measureText(text).width / 2;
    const free = ([x, y]) =>
      x - half > left + 2 &&
      x + half < right - 2 &&
      y > top + 8 &&
      y < bottom - 8 &&
      written.every(([otherX, otherY]) => Math.abs(x - otherX) > 2 * half + 6 || Math.abs(y - otherY) > 16);
    const place = [-0.8, 0.8, -0.4, 0.4, 0].map(at).find(free);
    if (!place) return;
    const [x, y] = place;
    written.push(place);
    this.base.textAlign = "center";
    this.base.textBaseline = "middle";
    this.base.lineWidth = 4;
    this.base.strokeStyle = colours.ground;
    this.base.strokeText(text, x, y);
    this.base.lineWidth = 1;
    this.base.fillStyle = colours.muted;
    this.base.fillText(text, x, y);
  }

  placeHandle(start) {
    const [x, y] = this.pixel(...start);
    const [[left, right], [bottom, top]] = [this.x.range(), this.y.range()];
    this.handle.hidden = x < left || x > right || y < top || y > bottom;
    this.handle.style.translate = `${x}px ${y}px`;
    const place = `slope ${number(start[0])}, intercept ${number(start[1])}`;
    this.handle.setAttribute("aria-label", `Start: ${place}. Drag it, or move it with the arrow keys.`);
  }

  drawPath(context, { run, row, look }, from, colours) {
    context.strokeStyle = colours[look.token];
    context.lineWidth = 1.5;
    context.lineJoin = "round";
    context.beginPath();
    let [lastX, lastY] = this.pixel(run.slopes[from], run.intercepts[from]);
    context.moveTo(lastX, lastY);
    for (let k = from + 1; k <= row; k += 1) {
      const x = inReach(this.left + this.wUnit * run.slopes[k]); // not an array for each of a hundred thousand rows
      const y = inReach(this.bottom + this.bUnit * run.intercepts[k]);
      if (Math.abs(x - lastX) < HALF_A_PIXEL && Math.abs(y - lastY) < HALF_A_PIXEL && k < row) continue;
      context.lineTo(x, y);
      lastX = x;
      lastY = y;
    }
    context.stroke();
    for (const k of marked(run, from + 1, row)) {
      const [x, y] = this.pixel(run.slopes[k], run.intercepts[k]);
      this.marker(context, look.marker, x, y, 3.2, colours[look.token], colours.ground);
    }
  }

  /** Draw where a run stands: a large marker, or, where that is outside, an arrow at the edge that points to it. */
  drawHead(run, row, look, colours) {
    const [x, y] = this.pixel(run.slopes[row], run.intercepts[row]);
    const [[left, right], [bottom, top]] = [this.x.range(), this.y.range()];
    if (x >= left && x <= right && y >= top && y <= bottom) {
      this.marker(this.top, look.marker, x, y, 6, colours[look.token], colours.ground);
      return;
    }
    const edge = [Math.max(left + 8, Math.min(right - 8, x)), Math.max(top + 8, Math.min(bottom - 8, y))];
    this.top.save();
    this.top.translate(...edge);
    this.top.rotate(Math.atan2(y - edge[1], x - edge[0]));
    this.marker(this.top, "right", 0, 0, 7, colours[look.token], colours.ground);
    this.top.restore();
  }

  /** Where a slope and an intercept lie. */
  pixel(w, b) {
    return [inReach(this.left + this.wUnit * w), inReach(this.bottom + this.bUnit * b)];
  }
}
