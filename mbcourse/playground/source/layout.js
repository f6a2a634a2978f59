/** The elements of the playground and their places: controls, three panels, a note, and text for screen readers. */

import { AXES } from "./axes.js";
import { choice, element, field } from "./elements.js";
import { VIEWS } from "./views.js";
import { labels } from "./vocabulary.js";
import { number } from "./number.js";

export class Layout {
  /**
   * @param {{transport: HTMLElement, runs: HTMLElement, form: HTMLElement}} controls their elements
   * @param {(patch: object) => void} change called with the axis or the view that a reader chooses
   */
  constructor({ transport, runs, form }, change) {
    this.axis = choice(Object.fromEntries(Object.keys(AXES).map((axis) => [axis, axis])), (axis) => change({ axis }));
    this.view = choice(labels(VIEWS), (view) => change({ view }));
    this.view.setAttribute("aria-label", "What the panel shows");
    this.floor = element("span", { class: "mbp-quiet" });
    this.note = element("p", { class: "mbp-note" });
    this.spoken = element("p", { class: "mbp-unseen", role: "status", "aria-live": "polite" });
    this.canvases = {}; // where each panel draws
    this.descriptions = {}; // and what it says to readers who do not see it
    const spaces = [this.panel("data", "Data space"), this.panel("parameter", "Parameter space", this.view)];
    this.root = element(
      "div",
      { class: "mbp" },
      transport,
      element("div", { class: "mbp-spaces" }, ...spaces),
      this.panel("loss", "Loss", this.floor, field("against", this.axis)),
      this.note,
      runs,
      form,
      this.spoken,
    );
  }

  panel(name, title, ...controls) {
    this.canvases[name] = element("div", { class: "mbp-canvas" });
    this.descriptions[name] = element("span", { class: "mbp-unseen" });
    const head = element("div", { class: "mbp-head" }, element("b", {}, title), ...controls, this.descriptions[name]);
    const attributes = { class: `mbp-panel mbp-${name}`, role: "group", "aria-label": title };
    return element("div", attributes, head, this.canvases[name]);
  }

  show({ axis, view }, { floor }) {
    this.axis.value = axis;
    this.view.value = view;
    this.floor.textContent = `lowest ${number(floor)}`;
  }

  /** Write the note, only where it changes: it is announced. */
  warn(text) {
    if (this.note.textContent !== text) this.note.textContent = text;
  }

  describe(texts) {
    for (const [name, text] of Object.entries(texts)) this.descriptions[name].textContent = text;
  }
}
