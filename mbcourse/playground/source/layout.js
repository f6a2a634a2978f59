/** The elements of the playground and their places: controls, three panels, a note, and text for screen readers. */

import { AXES } from "./axes.js";
import { choice, element, field, newId, show } from "./elements.js";
import { PANELS } from "./panels.js";
import { VIEWS } from "./views.js";
import { labels, OFFERED } from "./vocabulary.js";

export class Layout {
  /**
   * @param {{transport: HTMLElement, runs: HTMLElement, form: HTMLElement}} controls their elements
   * @param {{change: (patch: object) => void, changeRate: (rate: number) => void}} actions called with the axis, the view
   *   or the panel that a reader chooses, and with a learning rate for all runs
   */
  constructor({ transport, runs, form }, { change, changeRate }) {
    this.axis = choice(Object.fromEntries(Object.keys(AXES).map((axis) => [axis, axis])), (axis) => change({ axis }));
    this.view = choice(labels(VIEWS), (view) => change({ view }));
    this.view.setAttribute("aria-label", "What the panel shows");
    this.kind = choice(labels(PANELS), (panel) => change({ panel }));
    this.kind.setAttribute("aria-label", "What this panel shows");
    this.kind.hidden = true; // until there is another than the loss
    this.now = element("span");
    this.key = element("span");
    const quiet = element("span", { class: "mbp-quiet" }, this.now, " ", this.key);
    this.against = field("against", this.axis);
    [this.rates, this.rate, this.rateSlider] = this.makeRates(changeRate);
    this.note = element("p", { class: "mbp-note" });
    this.spoken = element("p", { class: "mbp-unseen", role: "status", "aria-live": "polite" });
    this.canvases = {}; // where each panel draws
    this.descriptions = {}; // and what it says to readers who do not see it
    this.plot = this.panel("plot", "", this.kind, quiet, this.against);
    this.plot.firstChild.after(this.rates);
    const spaces = [this.panel("data", "Data space"), this.panel("parameter", "Parameter space", this.view)];
    this.root = element(
      "div",
      { class: "mbp" },
      transport,
      element("div", { class: "mbp-spaces" }, ...spaces),
      this.plot,
      this.note,
      runs,
      form,
      this.spoken,
    );
  }

  /** One learning rate for all runs: what it is, and a slider. */
  makeRates(changeRate) {
    const value = element("b");
    const [min, max] = OFFERED.sharedRates;
    const input = ({ target }) => changeRate(target.valueAsNumber);
    const slider = element("input", { type: "range", min, max, step: 0.01, id: newId(), input });
    const label = element("label", { for: slider.id }, "rate of all runs ", value);
    return [element("div", { class: "mbp-rates" }, label, slider), value, slider];
  }

  panel(name, title, ...controls) {
    this.canvases[name] = element("div", { class: "mbp-canvas" });
    this.descriptions[name] = element("span", { class: "mbp-unseen" });
    const head = element("div", { class: "mbp-head" }, element("b", {}, title), ...controls, this.descriptions[name]);
    const attributes = { class: `mbp-panel mbp-${name}`, role: "group", "aria-label": title };
    return element("div", attributes, head, this.canvases[name]);
  }

  show({ axis, view, panel }, { rate }) {
    this.axis.value = axis;
    this.view.value = view;
    this.kind.value = panel;
    this.kind.hidden &&= panel === "loss";
    const title = this.plot.querySelector("b");
    title.textContent = PANELS[panel].label;
    title.hidden = !this.kind.hidden;
    this.plot.className = `mbp-panel mbp-${panel}`;
    this.plot.setAttribute("aria-label", PANELS[panel].label);
    this.key.textContent = PANELS[panel].key;
    this.against.hidden = panel === "gradients";
    this.rates.hidden = panel !== "ghosts";
    this.rate.textContent = rate;
    show(this.rateSlider, rate);
  }

  /** Write what stands next to the panel's title. */
  tell(text) {
    if (this.now.textContent !== text) this.now.textContent = text;
  }

  /** Write the note, only where it changes: it is announced. */
  warn(text) {
    if (this.note.textContent !== text) this.note.textContent = text;
  }

  describe(texts) {
    for (const [name, text] of Object.entries(texts)) this.descriptions[name].textContent = text;
  }
}
