/** The axes that the loss is drawn against: where a row of a run lies on an axis, and which row lies at a position on it. */

import { entries } from "./vocabulary.js";

const SLACK = 1e-9; // a position is itself the coordinate of some row, rounded

export const AXES = entries("axes", {
  epochs: {
    label: "epochs",
    coordinate: ({ updatesPerEpoch }, row) => row / updatesPerEpoch,
    row: ({ updatesPerEpoch }, position) => Math.floor(position * updatesPerEpoch + SLACK),
  },
  updates: {
    label: "updates",
    coordinate: (run, row) => row,
    row: (run, position) => Math.floor(position + SLACK),
  },
  examples: {
    label: "examples seen",
    coordinate({ updatesPerEpoch, batch, n }, row) {
      const inEpoch = row % updatesPerEpoch;
      return ((row - inEpoch) / updatesPerEpoch) * n + inEpoch * batch;
    },
    row({ updatesPerEpoch, batch, n }, position) {
      const epochs = Math.floor(position / n + SLACK);
      return epochs * updatesPerEpoch + Math.floor((position - epochs * n) / batch + SLACK);
    },
  },
});
