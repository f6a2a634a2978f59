/** Time: how far the runs are shown, on the axis that they share; playing and stepping. */

const SECONDS_PER_RUN = 10; // how long playing takes at normal speed
const SLOWEST = 3; // updates per second, where that would be slower still
const LONGEST_FRAME = 0.1; // seconds that one frame moves on by at most, after a page was in the background

export class Player {
  /**
   * @param {Comparison} comparison the runs
   * @param {() => void} onChange called when other rows are shown, and when playing begins or ends
   */
  constructor(comparison, onChange) {
    Object.assign(this, { comparison, onChange, position: 0, playing: false, speed: 1 });
    this.calm = matchMedia("(prefers-reduced-motion: reduce)");
  }

  /** Where on the axis the last run ends. */
  get end() {
    const { views, axis } = this.comparison;
    return Math.max(...views.map(({ run }) => run.coordinate(run.total, axis)));
  }

  get finished() {
    return this.comparison.views.every(({ run, row }) => row === run.total);
  }

  moveTo(position) {
    this.position = Math.min(position, this.end);
    for (const one of this.comparison.views) one.row = one.run.rowAt(this.position, this.comparison.axis);
    this.onChange();
  }

  /** Show the chosen run after an update. */
  seek(row) {
    const { comparison } = this;
    this.moveTo(comparison.chosen.run.coordinate(row, comparison.axis));
  }

  stepUpdate() {
    this.pause();
    const { run, row } = this.comparison.chosen;
    if (row < run.total) this.seek(row + 1);
    else this.moveTo(this.end);
  }

  stepEpoch() {
    this.pause();
    const { run, row } = this.comparison.chosen;
    if (row < run.total) this.seek(run.endOfEpoch(row));
    else this.moveTo(this.end);
  }

  reset() {
    this.pause();
    this.moveTo(0);
  }

  /** Play to the end, from the start if the runs are there already; with reduced motion, show the end at once. */
  play() {
    if (this.finished) this.moveTo(0);
    if (this.calm.matches) {
      this.moveTo(this.end);
      return;
    }
    this.playing = true;
    this.before = undefined;
    this.onChange();
  }

  pause() {
    this.playing = false;
    this.onChange();
  }

  /** While playing, move on by the time since the last frame. */
  tick(now) {
    if (!this.playing) return;
    const seconds = this.before === undefined ? 0 : Math.min((now - this.before) / 1000, LONGEST_FRAME);
    this.before = now;
    const finest = Math.max(...this.comparison.views.map(({ run }) => run.total));
    const duration = Math.min(SECONDS_PER_RUN, finest / SLOWEST) / this.speed;
    this.moveTo(this.position + (this.end * seconds) / duration);
    this.playing = !this.finished;
  }
}
