/** The settings: those of the chosen run, and those that all runs share. */

import { choice, element, field, numberField, show } from "./elements.js";
import { count } from "./number.js";
import { ORDERS } from "./orders.js";
import { PANELS } from "./panels.js";
import { SCHEDULES } from "./schedules.js";
import { mostEpochs } from "./settings.js";
import { labels, LIMITS, OFFERED } from "./vocabulary.js";
import { runName } from "./run_name.js";

/** The attributes of a field for numbers within limits. */
const within = ([min, max]) => ({ min, max });

export class SettingsForm {
  /**
   * @param {{change: (patch: object) => void, changeRun: (patch: object) => void}} actions
   * @param {boolean} fixed whether the points are given, so that neither their number nor their noise can be set
   */
  constructor(actions, fixed) {
    this.ofRun = this.makeRunFields(actions.changeRun);
    this.ofAll = this.makeSharedFields(actions.change, fixed);
    this.root = element("div", { class: "mbp-settings" }, this.ofRun, this.ofAll);
  }

  makeRunFields(changeRun) {
    this.presets = [...OFFERED.batchSizes.toSorted((a, b) => a - b), "n"].map((size) =>
      element(
        "button",
        { type: "button", "data-size": size, click: () => changeRun({ batch: size === "n" ? Infinity : size }) },
        String(size),
      ),
    );
    this.batch = numberField({ min: 1, step: 1, "aria-label": "Batch size, any" }, (batch) => changeRun({ batch }));
    const sizes = element(
      "div",
      { class: "mbp-sizes", role: "group", "aria-label": "Batch size" },
      ...this.presets,
      this.batch,
    );
    this.rate = numberField({ ...within(LIMITS.rate), step: "any" }, (rate) => changeRun({ rate }));
    this.rateSlider = element("input", {
      type: "range",
      ...within(OFFERED.rates.map(Math.log10)),
      step: 0.01,
      "aria-label": "Learning rate, logarithmic",
      input: ({ target }) => changeRun({ rate: Number((10 ** target.valueAsNumber).toPrecision(2)) }),
    });
    this.order = choice(labels(ORDERS), (order) => changeRun({ order }));
    this.schedule = choice(labels(SCHEDULES), (schedule) => changeRun({ schedule }));
    this.then = element("input", {
      ...{ type: "number", min: 1, step: 1, placeholder: "same" },
      change: ({ target }) => changeRun({ then: target.valueAsNumber || 0 }), // an empty field is the same size
    });
    this.scheduled = [field("schedule of the rate", this.schedule), field("batch size, second half", this.then)];
    this.scheduled.forEach((part) => (part.hidden = true)); // until there is something to schedule
    this.legend = element("legend");
    return element(
      "fieldset",
      {},
      this.legend,
      element("div", { class: "mbp-field" }, element("span", { "aria-hidden": true }, "batch size"), sizes),
      field("learning rate", this.rate, this.rateSlider),
      field("order of the examples", this.order),
      ...this.scheduled,
    );
  }

  makeSharedFields(change, fixed) {
    this.noise = numberField({ ...within(LIMITS.noise), step: "any" }, (noise) => change({ noise }));
    this.points = choice(Object.fromEntries(OFFERED.points.map((n) => [n, count(n)])), (points) =>
      change({ points: Number(points) }),
    );
    this.seed = numberField({ min: LIMITS.seed[0], step: 1 }, (seed) => change({ seed }));
    this.epochs = numberField({ min: LIMITS.epochs[0], step: 1 }, (epochs) => change({ epochs }));
    this.start = ["slope", "intercept"].map((_, i) =>
      numberField({ step: "any" }, (value) => change({ start: this.starting.with(i, value) })),
    );
    return element(
      "fieldset",
      {},
      element("legend", {}, "All runs"),
      ...(fixed ? [] : [field("noise", this.noise), field("points", this.points)]),
      field("seed", this.seed),
      field("epochs", this.epochs),
      field("start, slope", this.start[0]),
      field("start, intercept", this.start[1]),
    );
  }

  show(settings, selected) {
    const run = settings.runs[selected];
    this.legend.textContent = `This run: ${runName(run, settings.points)}`;
    for (const button of this.presets) {
      const size = button.dataset.size === "n" ? settings.points : Number(button.dataset.size);
      button.setAttribute("aria-pressed", String(size === run.batch));
      button.hidden = size > settings.points;
    }
    this.batch.max = settings.points;
    this.epochs.max = mostEpochs(settings.points);
    show(this.batch, run.batch);
    show(this.rate, run.rate);
    show(this.rateSlider, Math.log10(Math.max(run.rate, OFFERED.rates[0])).toFixed(2));
    this.rateSlider.setAttribute("aria-valuetext", String(run.rate));
    show(this.order, run.order);
    show(this.schedule, run.schedule);
    show(this.then, run.then || "");
    this.then.max = settings.points;
    if (PANELS[settings.panel].isScheduled || settings.runs.some(({ schedule, then }) => then || schedule !== "constant"))
      this.scheduled.forEach((part) => (part.hidden = false));
    this.starting = settings.start;
    settings.start.forEach((value, i) => show(this.start[i], value));
    for (const name of ["noise", "points", "seed", "epochs"]) show(this[name], settings[name]);
  }
}
