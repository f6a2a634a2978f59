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
    const across = beside.rows.slice(first, last + 1).map((at) => this.xOf(run, at)); // once for all ghosts
    for (const losses of beside.losses) this.drawEntries(context, across, losses, first);
    context.globalAlpha = 1;
    this.drawCurve(context, run, run.losses, from, row);
    context.lineWidth = 3;
    this.drawEntries(context, across, beside.medians, first);
    this.drawMarkers(context, one, (at) => beside.medians[beside.entryAt(at)], from, colours);
  }

  drawEntries(context, across, values, first) {
    context.beginPath();
    for (let i = 0; i < across.length; i += 1) context.lineTo(across[i], this.yOf(values[first + i]));
    context.stroke();
  }
}
