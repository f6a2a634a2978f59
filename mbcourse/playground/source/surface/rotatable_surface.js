/** The loss as a surface that a reader turns: the script that button.js fetches when it is asked for. */

import { element, newId } from "../elements.js";
import { ErrorSurface } from "../error_surface.js";
import { colours, looks } from "../look.js";
import { Box, View } from "./box.js";
import { SurfacePicture } from "./picture.js";

const FIRST = new View(-60, 35); // as in mbcourse.plots.surface3d
const ZOOMS = [0.6, 3];
const STEP = 10; // degrees an arrow key turns
const KEYS = {
  ArrowLeft: (surface) => surface.turn(STEP, 0),
  ArrowRight: (surface) => surface.turn(-STEP, 0),
  ArrowUp: (surface) => surface.turn(0, STEP),
  ArrowDown: (surface) => surface.turn(0, -STEP),
  "+": (surface) => surface.enlarge(1.2),
  "=": (surface) => surface.enlarge(1.2), // the plus key without shift
  "-": (surface) => surface.enlarge(1 / 1.2),
  Escape: (surface) => surface.close(),
};

class RotatableSurface {
  /**
   * @param {HTMLElement} host where it goes
   * @param {object} data what the directive `surface` wrote: the surface, its ranges and runs, and a text that says what is seen
   * @param {() => void} onClose called when it has closed itself
   */
  constructor(host, data, onClose) {
    Object.assign(this, { host, onClose, view: FIRST, zoom: 1, fingers: new Map() });
    this.build(data);
    const drawn = looks(data.runs, data.points);
    const runs = data.runs.map(({ params }, i) => ({ look: drawn[i], params }));
    this.picture = new SurfacePicture(this.canvas, new Box(new ErrorSurface(data), [data.w, data.b]), runs);
    host.append(this.root);
    this.watch();
    this.redraw();
    this.stage.focus();
  }

  build({ text }) {
    this.canvas = element("canvas", { "aria-hidden": "true" });
    const help = element(
      "p",
      { class: "mbs-text", id: newId() },
      "Drag to turn it, or press the arrow keys; + and − make it larger and smaller, Escape closes it. ",
      "Darker is lower, the star is the minimum, and a paler part of the path lies behind the surface. ",
      text,
    );
    this.stage = element(
      "div",
      {
        class: "mbs-stage",
        role: "application",
        tabindex: 0,
        "aria-roledescription": "surface to turn",
        "aria-label": "The loss over slope and intercept",
        "aria-describedby": help.id,
        keydown: (event) => this.press(event),
        pointerdown: (event) => this.grasp(event),
        pointermove: (event) => this.drag(event),
        pointerup: (event) => this.release(event),
        pointercancel: (event) => this.release(event),
      },
      this.canvas,
    );
    const button = (name, spoken, action) => {
      const click = () => {
        action();
        this.announce();
      };
      return element("button", { type: "button", "aria-label": spoken, click }, name);
    };
    const buttons = element(
      "div",
      { class: "mbp-buttons" },
      button("Reset", "Reset: turn back to the first view", () => this.reset()),
      button("+", "Larger", () => this.enlarge(1.2)),
      button("−", "Smaller", () => this.enlarge(1 / 1.2)),
      button("Close", "Close: back to the static figure", () => this.close()),
    );
    this.spoken = element("p", { class: "mbp-unseen", role: "status" });
    const group = { class: "mbp", role: "group", "aria-label": "Surface to turn" };
    this.root = element("div", group, this.stage, buttons, help, this.spoken);
  }

  /** Draw anew when size or theme change. */
  watch() {
    this.sizes = new ResizeObserver(() => this.redraw());
    this.sizes.observe(this.stage);
    this.theme = new MutationObserver(() => this.redraw());
    this.theme.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  }

  /** Measure, read the colours and draw. */
  redraw() {
    this.picture.measure(colours(this.host));
    this.draw();
  }

  draw() {
    this.picture.draw(this.view, this.zoom);
  }

  /** Announce the view to screen readers. */
  announce() {
    const { azimuth, elevation } = this.view;
    const seen = `Seen from ${Math.round(elevation)} degrees above, azimuth ${Math.round(azimuth)} degrees`;
    this.spoken.textContent = `${seen}, ${Math.round(100 * this.zoom)} percent.`;
  }

  turn(byAzimuth, byElevation) {
    this.view = this.view.turned(byAzimuth, byElevation);
    this.draw();
  }

  enlarge(factor) {
    this.zoom = Math.min(Math.max(this.zoom * factor, ZOOMS[0]), ZOOMS[1]);
    this.draw();
  }

  reset() {
    Object.assign(this, { view: FIRST, zoom: 1 });
    this.draw();
  }

  press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || !(event.key in KEYS)) return;
    event.preventDefault();
    KEYS[event.key](this);
    this.announce();
  }

  grasp(event) {
    this.stage.setPointerCapture(event.pointerId);
    this.fingers.set(event.pointerId, [event.clientX, event.clientY]);
  }

  /** One finger, or the mouse, turns; two enlarge by how far they move apart. */
  drag(event) {
    const before = this.fingers.get(event.pointerId);
    if (!before) return;
    const apart = () => {
      const [[x0, y0], [x1, y1]] = this.fingers.values();
      return Math.hypot(x1 - x0, y1 - y0);
    };
    const now = [event.clientX, event.clientY];
    const was = this.fingers.size === 2 && apart();
    this.fingers.set(event.pointerId, now);
    if (was) this.enlarge(apart() / was);
    else if (this.fingers.size === 1) this.turn((before[0] - now[0]) / 2, (now[1] - before[1]) / 2);
  }

  release(event) {
    this.fingers.delete(event.pointerId);
    this.announce();
  }

  close() {
    this.sizes.disconnect();
    this.theme.disconnect();
    this.root.remove();
    this.onClose();
  }
}

window.mbRotatableSurface = RotatableSurface; // a classic script has no other way to hand it over
