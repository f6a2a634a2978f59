// Run the playground's update rule on settings from Python: JSON in, JSON out, arrays as base64 of their doubles.

import { readFileSync } from "node:fs";

import { Run } from "../../mbcourse/playground/source/descent.js";
import { ErrorSurface } from "../../mbcourse/playground/source/error_surface.js";

const doubles = (array) => Buffer.from(array.buffer).toString("base64");

const results = JSON.parse(readFileSync(0, "utf8")).map(({ x, y, batch, rate, start, epochs, orders }) => {
  const line = { x, y };
  const run = new Run(line, ErrorSurface.of(line), { batch, rate }, start, epochs, (epoch) => orders[epoch]);
  run.reach(run.total);
  const rows = Array.from(run.losses.keys());
  return {
    slopes: doubles(run.slopes),
    intercepts: doubles(run.intercepts),
    losses: doubles(run.losses),
    batch_losses: doubles(run.batchLosses),
    epochs: doubles(Float64Array.from(rows, (row) => run.coordinate(row, "epochs"))),
    examples: doubles(Float64Array.from(rows, (row) => run.coordinate(row, "examples"))),
    diverged: run.diverged(run.total),
  };
});
console.log(JSON.stringify(results));
