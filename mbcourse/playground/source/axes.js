/** The axes that the loss is drawn against: where a row of a run lies on an axis, and which row lies at a position on it. */

import { entries } from "./vocabulary.js";

const SLACK = 1e-9; // a position is itself the coordinate of some row, rounded

export const AXES = entries("axes", {
  epochs: {
    label: "epochs",
    coordinate(run, row) {
      const part = run.partOf(row);
      return part.epoch + (row - part.row) / part.updatesPerEpoch;
    },
    row(run, position) {
      const part = run.partAt(position);
      return part.row + Math.floor((position - part.epoch) * part.updatesPerEpoch + SLACK);
    },
  },
  updates: {
    label: "updates",
    coordinate: (run, row) => row,
    row: (run, position) => Math.floor(position + SLACK),
  },
  examples: {
    label: "examples seen",
    coordinate(run, row) {
      const part = run.partOf(row);
      const inEpoch = (row - part.row) % part.updatesPerEpoch;
      return (part.epoch + (row - part.row - inEpoch) / part.updatesPerEpoch) * run.n + inEpoch * part.batch;
    },
    row(run, position) {
      const epochs = Math.floor(position / run.n + SLACK);
      const part = run.partAt(epochs);
      const inEpoch = Math.floor((position - epochs * run.n) / part.batch + SLACK);
      return part.row + (epochs - part.epoch) * part.updatesPerEpoch + inEpoch;
    },
  },
});
