/** The loss of each run and, faint, of its ghosts; heavy, the ghosts' median. */

import { LossPanel } from "./loss_panel.js";

const FAINT = 0.3;

export class GhostPanel extends LossPanel {
  peakOf(one) {
    return Math.max(super.peakOf(one), one.beside.peaks[one.beside.entryAt(one.row)]);
  }

  drawRun(context, one, from, colours) {
    const { row, look, beside } = one;
    const [first, last] = [from, row].map((at) => beside.entryAt(at));
    context.strokeStyle = colours[look.token];
    context.lineWidth = 1;
    context.globalAlpha = FAINT;
    for (const losses of beside.losses) this.drawEntries(context, beside, losses, first, last);
    context.globalAlpha = 1;
    context.lineWidth = 3;
    this.drawEntries(context, beside, beside.medians, first, last);
    super.drawRun(context, one, from, colours);
  }

  drawEntries(context, { run, rows }, values, first, last) {
    context.beginPath();
    for (let i = first; i <= last; i += 1) context.lineTo(this.xOf(run, rows[i]), this.yOf(values[i]));
    context.stroke();
  }
}
