/**
 * The playground: one picture of mini-batch gradient descent on a line, in data space, in parameter space and as a
 * loss curve, all three at the same moment of the same runs.
 */

import { epochOrders, makeLine } from "./chance.js";
import { DataPanel } from "./data_panel.js";
import { Run } from "./descent.js";
import { choice, element, field } from "./elements.js";
import { ErrorSurface } from "./error_surface.js";
import { colours, looks } from "./look.js";
import { LossPanel } from "./loss_panel.js";
import { ParameterPanel } from "./parameter_panel.js";
import { RunList } from "./run_list.js";
import { AXES, tidy, VIEWS } from "./settings.js";
import { SettingsForm } from "./settings_form.js";
import { Transport } from "./transport.js";
import { divergence, number, runName, standing } from "./words.js";

const SECONDS_A_RUN = 10; // how long playing takes at normal speed
const SLOWEST = 3; // updates a second, where that would be slower still
const REST = 600; // milliseconds without a change before it is spoken and told to the listener
const NEAR = 1 / 24; // of the whole surface, in the view near the minimum

export class Playground {
  /**
   * @param {HTMLElement} host where to stand
   * @param {object} options
   * @param {{x: ArrayLike<number>, y: ArrayLike<number>, truth: ?[number, number], noise: ?number}} options.line the
   *   points; with a truth and the noise that they were drawn with, other noise and other points can be chosen
   * @param {{w: [number, number], b: [number, number]}} options.ranges of the whole surface
   * @param {object} options.settings as in settings.js
   * @param {(playground: Playground) => void} [options.onRest] called when nothing has changed for a moment
   */
  constructor(host, { line, ranges, settings, onRest = () => {} }) {
    Object.assign(this, { host, line, ranges, onRest });
    this.fixed = !line.truth;
    this.selected = 0;
    this.position = 0; // on the chosen axis
    this.playing = false;
    this.speed = 1;
    this.build();
    this.watch();
    this.set(settings);
    this.said = this.sentence(); // there to be read when the page opens; not announced
  }

  // 1. Elements ------------------------------------------------------------------------------------------------

  build() {
    this.transport = new Transport({
      toggle: () => (this.playing ? this.pause() : this.play()),
      stepUpdate: () => this.stepUpdate(),
      stepEpoch: () => this.stepEpoch(),
      reset: () => this.reset(),
      seek: (row) => this.seek(row),
      setSpeed: (speed) => (this.speed = speed),
    });
    this.runList = new RunList({
      select: (i) => this.select(i),
      add: () => this.addRun(),
      remove: (i) => this.removeRun(i),
    });
    this.form = new SettingsForm(
      { change: (patch) => this.change(patch), changeRun: (patch) => this.changeRun(patch) },
      this.fixed,
    );
    this.axis = choice(Object.fromEntries(AXES.map((axis) => [axis, axis])), (axis) => this.change({ axis }));
    this.view = choice(VIEWS, (view) => this.change({ view }));
    this.view.setAttribute("aria-label", "What the panel shows");
    this.floor = element("span", { class: "mbp-quiet" });
    this.note = element("p", { class: "mbp-note" });
    this.spoken = element("p", { class: "mbp-unseen", role: "status", "aria-live": "polite" });
    this.root = element(
      "div",
      { class: "mbp" },
      this.transport.root,
      element(
        "div",
        { class: "mbp-spaces" },
        this.makePanel("data", "Data space"),
        this.makePanel("parameter", "Parameter space", this.view),
      ),
      this.makePanel("loss", "Loss", this.floor, field("against", this.axis)),
      this.note,
      this.runList.root,
      this.form.root,
      this.spoken,
    );
    this.host.append(this.root);
    const { data, parameter, loss } = this.hosts;
    this.panels = {
      data: new DataPanel(data),
      parameter: new ParameterPanel(parameter, {
        moveStartTo: (w, b) => this.moveStart([w, b]),
        moveStartBy: (w, b) => this.moveStart([this.settings.start[0] + w, this.settings.start[1] + b]),
      }),
      loss: new LossPanel(loss),
    };
  }

  makePanel(name, title, ...controls) {
    this.hosts ??= {};
    this.hosts[name] = element("div", { class: "mbp-canvas" });
    this.pictures ??= {};
    this.pictures[name] = element("span", { class: "mbp-unseen" });
    const head = element("div", { class: "mbp-head" }, element("b", {}, title), ...controls, this.pictures[name]);
    return element(
      "div",
      { class: `mbp-panel mbp-${name}`, role: "group", "aria-label": title },
      head,
      this.hosts[name],
    );
  }

  /** Draw anew when the size, the theme or the density of the screen changes. */
  watch() {
    const again = () => this.refresh("all");
    this.sizes = new ResizeObserver(again);
    Object.values(this.hosts).forEach((host) => this.sizes.observe(host));
    this.theme = new MutationObserver(again);
    const attributes = ["data-theme", "data-mode", "class", "data-jp-theme-light"];
    for (const page of [document.documentElement, document.body]) {
      this.theme.observe(page, { attributes: true, attributeFilter: attributes });
    }
    this.calm = matchMedia("(prefers-reduced-motion: reduce)");
    this.dark = matchMedia("(prefers-color-scheme: dark)");
    this.dark.addEventListener("change", again);
  }

  /** Leave the page as it was. */
  remove() {
    this.pause();
    clearTimeout(this.resting);
    cancelAnimationFrame(this.frame);
    this.sizes.disconnect();
    this.theme.disconnect();
    this.root.remove();
  }

  // 2. Settings ------------------------------------------------------------------------------------------------

  /** Take all settings at once, and go back to the start. */
  set(settings) {
    const points = this.fixed ? { points: this.line.x.length } : {};
    this.settings = tidy({ ...settings, ...points }, this.ranges);
    this.selected = Math.min(this.selected, this.settings.runs.length - 1);
    this.position = 0;
    this.refresh("runs");
  }

  /** Change some settings; the runs stay at the same update. */
  change(patch) {
    const { run, row } = this.views[this.selected];
    const atEnd = this.finished();
    const before = this.settings;
    const resized = patch.points !== undefined && patch.points !== before.points;
    const runs = (patch.runs ?? before.runs).map((choice) =>
      resized && choice.batch === before.points ? { ...choice, batch: patch.points } : choice,
    );
    this.settings = tidy({ ...before, ...patch, runs }, this.ranges);
    if (atEnd && patch.axis) this.position = Infinity;
    else this.position = run.coordinate(row, this.settings.axis);
    this.refresh("runs");
  }

  /** Let all runs begin elsewhere: called many times a second while a reader drags the start. */
  moveStart(start) {
    this.settings = tidy({ ...this.settings, start }, this.ranges);
    for (const { run } of this.views) run.restart(this.settings.start);
    this.refresh("paths");
  }

  /** Change some settings of the selected run. */
  changeRun(patch) {
    const batch = patch.batch === Infinity ? { batch: this.settings.points } : {};
    this.change({
      runs: this.settings.runs.with(this.selected, { ...this.settings.runs[this.selected], ...patch, ...batch }),
    });
  }

  select(i) {
    this.selected = i;
    this.refresh("runs");
  }

  /** Add a run like the selected one, with a batch size that no other run has. */
  addRun() {
    const { runs, points } = this.settings;
    const taken = new Set(runs.map(({ batch }) => batch));
    const batch = [points, 1, 5, 20, 10].find((size) => size <= points && !taken.has(size)) ?? points;
    const added = { ...runs[this.selected], batch };
    this.change({ runs: [...runs, added] });
    this.select(this.settings.runs.length - 1);
  }

  removeRun(i) {
    const runs = this.settings.runs.toSpliced(i, 1);
    this.selected = Math.min(this.selected > i ? this.selected - 1 : this.selected, runs.length - 1);
    this.settings = tidy({ ...this.settings, runs }, this.ranges);
    this.refresh("runs");
  }

  // 3. Time ----------------------------------------------------------------------------------------------------

  /** Where on the axis the last run ends. */
  get end() {
    return Math.max(...this.views.map(({ run }) => run.coordinate(run.total, this.settings.axis)));
  }

  finished() {
    return this.views.every(({ run, row }) => row === run.total);
  }

  moveTo(position) {
    this.position = Math.min(position, this.end);
    for (const one of this.views) one.row = one.run.rowAt(this.position, this.settings.axis);
    this.refresh("rows");
  }

  /** Show the selected run after an update. */
  seek(row) {
    const { run } = this.views[this.selected];
    this.moveTo(run.coordinate(row, this.settings.axis));
  }

  stepUpdate() {
    const { run, row } = this.views[this.selected];
    if (row < run.total) this.seek(row + 1);
    else this.moveTo(this.end);
  }

  stepEpoch() {
    const { run, row } = this.views[this.selected];
    const each = run.updatesPerEpoch;
    if (row < run.total) this.seek((Math.floor(row / each) + 1) * each);
    else this.moveTo(this.end);
  }

  reset() {
    this.pause();
    this.moveTo(0);
  }

  /** Play to the end, from the start if the runs are there already; who asked for little motion sees it at once. */
  play() {
    if (this.finished()) this.moveTo(0);
    if (this.calm.matches) {
      this.moveTo(this.end);
      return;
    }
    this.playing = true;
    this.before = undefined;
    this.refresh("rows");
  }

  pause() {
    this.playing = false;
    this.refresh("rows");
  }

  /** Move on by the time since the last frame. */
  tick(now) {
    const seconds = this.before === undefined ? 0 : Math.min((now - this.before) / 1000, 0.1);
    this.before = now;
    const finest = Math.max(...this.views.map(({ run }) => run.total));
    const duration = Math.min(SECONDS_A_RUN, finest / SLOWEST) / this.speed;
    this.moveTo(this.position + (this.end * seconds) / duration);
  }

  // 4. Drawing -------------------------------------------------------------------------------------------------

  /**
   * Ask for a frame that shows what has changed: the "rows" that are shown, the "paths", the "runs" and with them all
   * settings, or "all", with the size of the panels and the colours.
   */
  refresh(what) {
    const ranks = ["rows", "paths", "runs", "all"];
    this.changed = ranks[Math.max(ranks.indexOf(this.changed ?? "rows"), ranks.indexOf(what))];
    if (what === "runs") this.makeRuns(); // at once: an action may follow before the frame
    this.frame ??= requestAnimationFrame((now) => {
      this.frame = undefined;
      this.render(now);
    });
    clearTimeout(this.resting);
    this.resting = setTimeout(() => this.rest(), REST);
  }

  makeRuns() {
    const { points, noise, seed, epochs, start, runs, axis } = this.settings;
    const key = `${points} ${noise}`;
    if (key !== this.lineKey) {
      this.lineKey = key;
      this.data = this.fixed ? this.line : this.noisy(points, noise);
      this.surface = ErrorSurface.of(this.data);
    }
    const styles = looks(runs, points);
    this.views = runs.map((choices, i) => {
      const run = new Run(this.data, this.surface, choices, start, epochs, this.ordersOf(points, choices.order, seed));
      return { run, look: styles[i], row: run.rowAt(this.position, axis) };
    });
    this.position = Math.min(this.position, this.end);
  }

  /** The orders of a kind; drawn once, as long as seed and points stay. */
  ordersOf(points, order, seed) {
    const key = `${points} ${seed}`;
    if (key !== this.ordersKey) [this.ordersKey, this.drawn] = [key, {}];
    return (this.drawn[order] ??= epochOrders(points, order, seed));
  }

  /** The given points with their noise made larger or smaller, or other points of the same kind. */
  noisy(points, noise) {
    const { x, y, truth, noise: own } = this.line;
    if (points !== x.length) return makeLine(points, noise);
    if (noise === own) return { x, y };
    const exact = (value) => truth[0] * value + truth[1];
    return { x, y: Float64Array.from(y, (value, i) => exact(x[i]) + (noise / own) * (value - exact(x[i]))) };
  }

  render(now) {
    if (this.playing) this.tick(now);
    if (this.finished()) this.playing = false;
    for (const { run, row } of this.views) run.reach(row);
    const { axis, start, view } = this.settings;
    const changed = this.changed ?? "rows";
    this.changed = undefined;
    if (changed === "all" || !this.colours) {
      Object.values(this.panels).forEach((panel) => panel.measure());
      this.colours = colours(this.root);
    }
    const scene = {
      line: this.data,
      surface: this.surface,
      runs: this.views,
      selected: this.selected,
      colours: this.colours,
      ranges: view === "near" ? this.nearRanges() : this.ranges,
      stale: changed === "runs" || changed === "all", // axes, points and contours are no longer right
      moved: changed !== "rows", // neither are the paths
      end: this.end,
      axis,
      start,
    };
    Object.values(this.panels).forEach((panel) => panel.width && panel.draw(scene));
    this.write(changed !== "rows", changed === "runs" || changed === "all");
    if (this.playing) this.refresh("rows");
  }

  /** Draw without waiting for a frame; on paper nothing can be played, so runs that have not begun are shown whole. */
  prepareForPaper() {
    if (this.position === 0) this.moveTo(this.end);
    this.render(performance.now());
  }

  nearRanges() {
    const { minimum } = this.surface;
    const around = (range, i) => [-1, 1].map((side) => minimum[i] + (side * NEAR * (range[1] - range[0])) / 2);
    return { w: around(this.ranges.w, 0), b: around(this.ranges.b, 1) };
  }

  /** Write all that is text. */
  write(settingsToo, runsToo) {
    const { run, row } = this.views[this.selected];
    this.transport.show({ playing: this.playing, finished: this.finished(), run, row });
    if (runsToo) this.runList.build(this.settings, this.views, this.selected);
    if (settingsToo) {
      this.form.show(this.settings, this.selected);
      this.axis.value = this.settings.axis;
      this.floor.textContent = `lowest ${number(this.surface.floor)}`;
      this.view.value = this.settings.view;
    }
    this.runList.show(this.views);
    const warning = this.warning();
    if (this.note.textContent !== warning) this.note.textContent = warning;
  }

  /** What to say of the first run that diverges. */
  warning() {
    return this.views.map(({ run, row }) => divergence(run, row)).find(Boolean) ?? "";
  }

  /** Once nothing moves: say where the runs stand, describe the panels, and tell the listener. */
  rest() {
    if (this.playing) return;
    for (const { run, row } of this.views) run.reach(row); // a page in the background draws no frame
    const sentence = this.sentence();
    if (sentence !== this.said) this.spoken.textContent = this.said = sentence;
    this.describe();
    this.onRest(this);
  }

  /** Where the selected run stands. */
  sentence() {
    const { run, row } = this.views[this.selected];
    return `${runName(run, run.n)}, rate ${run.rate}. ${standing(run, row)} ${this.warning()}`.trim();
  }

  /** Say what each panel shows, for readers who do not see it. */
  describe() {
    const { run, row } = this.views[this.selected];
    const [slope, intercept] = this.surface.minimum.map(number);
    const [from, to] = row ? run.cut(row) : [0, 0];
    const batch = row ? `Highlighted: the batch of the last update, ${to - from} of them.` : "";
    this.pictures.data.textContent = `: ${run.n.toLocaleString("en")} points and the line of each run. ${batch}`;
    const minimum = `its minimum at slope ${slope}, intercept ${intercept}`;
    this.pictures.parameter.textContent = `: contour lines of the loss around ${minimum}, and the path of each run.`;
    this.pictures.loss.textContent = `: on a logarithmic axis; the lowest possible is ${number(this.surface.floor)}.`;
  }
}
