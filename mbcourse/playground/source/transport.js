/** Playing a run: play and pause, single steps, back to the start, and a slider over the updates. */

import { element } from "./elements.js";

export const SPEEDS = { slow: 0.25, normal: 1, fast: 4 };

export class Transport {
  /** @param {Player} player */
  constructor(player) {
    this.player = player;
    const button = (text, action, spoken) =>
      element("button", { type: "button", click: action, "aria-label": spoken ?? false }, text);
    this.play = button("Play", () => (player.playing ? player.pause() : player.play()));
    this.play.classList.add("mbp-play");
    this.update = button("+1 update", () => player.stepUpdate(), "+1 update: step one update");
    this.epoch = button("+1 epoch", () => player.stepEpoch(), "+1 epoch: step one epoch");
    this.reset = button("Reset", () => player.reset(), "Reset: back to the start");
    this.slider = element("input", {
      type: "range",
      min: 0,
      step: 1,
      "aria-label": "Update shown",
      input: ({ target }) => player.seek(target.valueAsNumber),
    });
    this.speed = element(
      "select",
      { "aria-label": "Speed", change: ({ target }) => this.setSpeed(target.value) },
      ...Object.keys(SPEEDS).map((name) => element("option", { selected: name === "normal" }, name)),
    );
    const buttons = element("div", { class: "mbp-buttons" }, this.play, this.update, this.epoch, this.reset);
    const time = element("div", { class: "mbp-time" }, this.slider, this.speed);
    this.root = element("div", { class: "mbp-transport" }, buttons, time);
  }

  /** Play at one of the speeds from now on. */
  setSpeed(name) {
    this.speed.value = name;
    this.player.speed = SPEEDS[name];
  }

  show({ playing, finished, run, row }) {
    this.play.textContent = playing ? "Pause" : "Play";
    this.update.disabled = this.epoch.disabled = finished;
    this.reset.disabled = row === 0 && !playing;
    this.slider.max = run.total;
    this.slider.value = row;
    this.slider.setAttribute("aria-valuetext", `update ${row} of ${run.total}`);
  }
}
