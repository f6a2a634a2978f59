/** The loss of each run, faint that of its ghosts, and heavy, with markers, the ghosts' median. */

import { LossPanel } from "./loss_panel.js";

const FAINT = 0.2;

export class GhostPanel extends LossPanel {
  peakOf(one) {
    return Math.max(super.peakOf(one), one.beside.peaks[one.beside.entryAt(one.row)]);
  }

  drawRun(context, one, from, colours) {
    const { run, row, look, beside } = one;
    const [first, last] = [from, row].map((at) => beside.entryAt(at));
    context.strokeStyle = colours[look.token];
    context.lineWidth = 1;
    context.globalAlpha = FAINT;
    for (const losses of beside.losses) this.drawEntries(context, beside, losses, first, last);
    context.globalAlpha = 1;
    this.drawCurve(context, run, run.losses, from, row);
    context.lineWidth = 3;
    this.drawEntries(context, beside, beside.medians, first, last);
    this.drawMarkers(context, one, (at) => beside.medians[beside.entryAt(at)], from, colours);
  }

  drawEntries(context, { run, rows }, values, first, last) {
    context.beginPath();
    for (let i = first; i <= last; i += 1) context.lineTo(this.xOf(run, rows[i]), this.yOf(values[i]));
    context.stroke();
  }
}
