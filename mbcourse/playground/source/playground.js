/**
 * The playground: one picture of mini-batch gradient descent on a line, in data space, in parameter space and as a
 * loss curve, all three at the same moment of the same runs.
 */

import { Comparison } from "./comparison.js";
import { DataPanel } from "./data_panel.js";
import { FloorPanel, TargetPanel } from "./excess_panel.js";
import { Frames } from "./frames.js";
import { Layout } from "./layout.js";
import { colours } from "./look.js";
import { GhostPanel } from "./ghost_panel.js";
import { GradientPanel } from "./gradient_panel.js";
import { LossPanel } from "./loss_panel.js";
import { NoisePanel } from "./noise_panel.js";
import { PANELS } from "./panels.js";
import { ParameterPanel } from "./parameter_panel.js";
import { Player } from "./player.js";
import { RunList } from "./run_list.js";
import { changed, exact, tidy, withAnotherRun, withoutRun, withRate, withRun } from "./settings.js";
import { SettingsForm } from "./settings_form.js";
import { Transport } from "./transport.js";
import { VIEWS } from "./views.js";
import { descriptions, divergence, place } from "./words.js";

const DOTS_ON_PAPER = 3; // to a pixel of the screen
const PLOTS = {
  loss: LossPanel,
  noise: NoisePanel,
  gradients: GradientPanel,
  ghosts: GhostPanel,
  floor: FloorPanel,
  target: TargetPanel,
};

export class Playground {
  /**
   * @param {HTMLElement} host the element that it goes into
   * @param {object} options
   * @param {{x: ArrayLike<number>, y: ArrayLike<number>, truth: ?[number, number], noise: ?number}} options.line the
   *   points; with a truth and the noise that they were drawn with, other noise and other points can be chosen
   * @param {{w: [number, number], b: [number, number]}} options.ranges of the whole surface
   * @param {object} options.settings those of mbcourse.playground.Settings
   * @param {(playground: Playground) => void} [options.onRest] called when nothing has changed for a moment
   */
  constructor(host, { line, ranges, settings, onRest = () => {} }) {
    Object.assign(this, { ranges, onRest, fixed: !line.truth });
    this.comparison = new Comparison(line);
    this.frames = new Frames(
      (now) => this.render(now),
      () => this.rest(),
    );
    this.player = new Player(this.comparison, () => this.frames.request("rows"));
    this.makeControls();
    host.append(this.layout.root);
    this.makePanels();
    this.frames.watch(Object.values(this.layout.canvases));
    this.set(settings);
    this.said = this.sentence(); // there to be read when the page opens; not announced
  }

  makeControls() {
    this.transport = new Transport(this.player);
    this.runList = new RunList({
      select: (i) => this.select(i),
      add: () => this.addRun(),
      remove: (i) => this.removeRun(i),
    });
    const change = (patch) => this.change(patch);
    const changeRun = (patch) => this.change(withRun(this.settings, this.comparison.selected, patch));
    this.form = new SettingsForm({ change, changeRun }, this.fixed);
    const controls = { transport: this.transport.root, runs: this.runList.root, form: this.form.root };
    const changeRate = (rate) => this.change(withRate(this.settings, rate));
    this.layout = new Layout(controls, { change, changeRate });
  }

  makePanels() {
    const { data, parameter } = this.layout.canvases;
    this.panels = [
      new DataPanel(data),
      new ParameterPanel(parameter, {
        moveStartTo: (w, b) => this.moveStart([w, b]),
        moveStartBy: (w, b) => this.moveStart([this.settings.start[0] + w, this.settings.start[1] + b]),
      }),
    ];
  }

  /** Put the panel of the settings below the two spaces, in place of another. */
  changePlot() {
    if (this.settings.panel === this.plotted) return;
    this.plotted = this.settings.panel;
    const { plot } = this.layout.canvases;
    plot.replaceChildren();
    this.panels[2] = new PLOTS[this.plotted](plot);
    this.frames.request("all");
  }

  /** Leave the page as it was. */
  remove() {
    this.player.pause();
    this.frames.stop();
    this.layout.root.remove();
  }

  // 1. Settings ------------------------------------------------------------------------------------------------

  /** Take all settings at once, and go back to the start. */
  set(settings) {
    this.settings = exact(settings, this.ranges);
    this.show(0);
  }

  /** Change some settings; the runs stay at the same update, or at their end. */
  change(patch) {
    const { run, row } = this.comparison.chosen;
    const stayAtEnd = patch.axis && this.player.finished;
    this.settings = tidy(changed(this.settings, patch), this.ranges);
    this.show(stayAtEnd ? Infinity : run.coordinate(row, this.settings.axis));
  }

  /** Start all runs from another point: called many times a second while a reader drags the start. */
  moveStart(start) {
    const written = start.map((value) => Number(value.toFixed(2))); // as the fields and the address show it
    this.settings = tidy({ ...this.settings, start: written }, this.ranges);
    this.comparison.restart(this.settings.start);
    this.frames.request("paths");
  }

  select(i) {
    this.comparison.selected = i;
    this.show(this.player.position);
  }

  addRun() {
    this.change(withAnotherRun(this.settings, this.comparison.selected));
    this.select(this.settings.runs.length - 1);
  }

  removeRun(i) {
    if (this.comparison.selected > i) this.comparison.selected -= 1;
    this.settings = withoutRun(this.settings, i);
    this.show(this.player.position);
  }

  /** Make the runs of the settings, and show them at a position. */
  show(position) {
    this.comparison.set(this.settings); // at once: an action may follow before the frame
    this.changePlot();
    this.player.moveTo(position);
    this.frames.request("runs");
  }

  /** Play once, slowly, unasked, and so without a word; not for a reader who asked for little motion. */
  demonstrate() {
    if (this.player.calm.matches) return;
    this.unasked = true;
    this.transport.setSpeed("slow");
    this.player.play();
  }

  // 2. Drawing and writing -------------------------------------------------------------------------------------

  render(now) {
    const { comparison, player, settings } = this;
    player.tick(now);
    comparison.reach();
    const has = this.frames.take();
    if (has("all") || !this.colours) this.measure();
    const scene = {
      line: comparison.line,
      surface: comparison.surface,
      runs: comparison.views,
      selected: comparison.selected,
      colours: this.colours,
      ranges: VIEWS[settings.view].ranges(comparison.surface, this.ranges),
      end: player.end,
      axis: settings.axis,
      start: settings.start,
    };
    for (const panel of this.panelsToDraw(has("all"))) {
      const isNew = !panel.isDrawn;
      panel.draw({ ...scene, stale: isNew || has("runs"), moved: isNew || has("paths") });
      panel.isDrawn = true;
      if (this.onPaper) panel.flatten();
    }
    this.write(has);
    if (player.playing || this.shown.some(({ isDrawn }) => !isDrawn)) this.frames.request("rows");
  }

  /** The panels that the page has room for. */
  get shown() {
    return this.panels.filter(({ width }) => width);
  }

  /** The shown panels but for new ones, which come one a frame after all was measured: a page that opens has more to do. */
  panelsToDraw(isMeasured) {
    if (this.onPaper) return this.shown;
    const next = isMeasured ? undefined : this.shown.find(({ isDrawn }) => !isDrawn);
    return this.shown.filter((panel) => panel.isDrawn || panel === next);
  }

  /** Fit the panels to the page: all is read before anything is changed, which would have the page laid out again. */
  measure() {
    this.panels.forEach((panel) => panel.measure());
    this.colours = colours(this.layout.root);
    this.panels.forEach((panel) => panel.fit(this.onPaper ? DOTS_ON_PAPER : window.devicePixelRatio || 1));
  }

  /**
   * Draw for paper without waiting for a frame. Nothing can be played there, so runs that have not begun, or are on
   * their way, are shown whole.
   */
  prepareForPaper() {
    if (this.player.position === 0 || this.player.playing) this.player.moveTo(this.player.end);
    this.onPaper = true;
    this.frames.request("all");
    this.render(performance.now());
  }

  /** Draw for the screen again. */
  returnFromPaper() {
    this.onPaper = false;
    this.frames.request("all");
  }

  /** Write all that is text. */
  write(has) {
    const { views, chosen, selected } = this.comparison;
    this.transport.show({ playing: this.player.playing, finished: this.player.finished, ...chosen });
    if (has("runs")) this.runList.build(this.settings, views, selected);
    if (has("paths")) {
      this.form.show(this.settings, selected);
      this.layout.show(this.settings, this.settings.runs[selected]);
    }
    const { now, counts } = PANELS[this.settings.panel];
    this.layout.tell(now(chosen, views));
    this.layout.counts.show(counts?.(views));
    this.runList.show(views);
    this.layout.warn(this.warning());
  }

  /** What to say of the first run that diverges. */
  warning() {
    return this.comparison.views.map(({ run, row }) => divergence(run, row)).find(Boolean) ?? "";
  }

  /** Where the chosen run stands. */
  sentence() {
    const { chosen, views } = this.comparison;
    return `${place(chosen, views, this.settings.panel)} ${this.warning()}`.trim();
  }

  /** Once nothing moves: announce where the runs stand, describe the panels, and call the listener. */
  rest() {
    if (this.player.playing) return;
    this.comparison.reach(); // a page in the background draws no frame
    const sentence = this.sentence();
    if (sentence !== this.said && !this.unasked) this.layout.spoken.textContent = sentence;
    this.said = sentence;
    this.unasked = false;
    this.layout.describe(descriptions(this.comparison.chosen, this.settings.panel));
    this.onRest(this);
  }
}
