/** The elements of the playground and their places: controls, three panels, a note, and text for screen readers. */

import { AXES } from "./axes.js";
import { Counts } from "./counts.js";
import { choice, element, field, newId, show } from "./elements.js";
import { PANELS } from "./panels.js";
import { VIEWS } from "./views.js";
import { number } from "./number.js";
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
    this.rates = this.makeRates(changeRate);
    this.targets = this.makeTargets(change);
    this.counts = new Counts();
    this.note = element("p", { class: "mbp-note" });
    this.spoken = element("p", { class: "mbp-unseen", role: "status", "aria-live": "polite" });
    this.canvases = {}; // where each panel draws
    this.descriptions = {}; // and what it says to readers who do not see it
    this.plot = this.panel("plot", "", this.kind, quiet, this.against);
    this.plot.firstChild.after(this.rates.root, this.targets.root);
    this.plot.append(this.counts.root);
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

  /** A slider for what all runs share, with its name and its value. */
  makeSlider(name, attributes, onValue) {
    const value = element("b");
    const input = ({ target }) => onValue(target.valueAsNumber);
    const slider = element("input", { type: "range", id: newId(), ...attributes, input });
    const label = element("label", { for: slider.id }, `${name} `, value);
    return { root: element("div", { class: "mbp-shared" }, label, slider), value, slider };
  }

  /** One learning rate for all runs. */
  makeRates(changeRate) {
    const [min, max] = OFFERED.sharedRates;
    return this.makeSlider("rate of all runs", { min, max, step: 0.01 }, changeRate);
  }

  /** The target, on a logarithmic scale. */
  makeTargets(change) {
    const [min, max] = OFFERED.targets.map(Math.log10);
    const take = (power) => change({ target: Number((10 ** power).toPrecision(2)) });
    return this.makeSlider("target above the minimum", { min, max, step: 0.1 }, take);
  }

  panel(name, title, ...controls) {
    this.canvases[name] = element("div", { class: "mbp-canvas" });
    this.descriptions[name] = element("span", { class: "mbp-unseen" });
    const head = element("div", { class: "mbp-head" }, element("b", {}, title), ...controls, this.descriptions[name]);
    const attributes = { class: `mbp-panel mbp-${name}`, role: "group", "aria-label": title };
    return element("div", attributes, head, this.canvases[name]);
  }

  show({ axis, view, panel, target }, { rate }) {
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
    this.rates.root.hidden = panel !== "ghosts";
    this.rates.value.textContent = rate;
    show(this.rates.slider, rate);
    this.targets.root.hidden = panel !== "target";
    this.targets.value.textContent = number(target);
    show(this.targets.slider, Math.log10(target).toFixed(1));
    this.targets.slider.setAttribute("aria-valuetext", number(target));
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
