/** What a reader can set, as one plain object: kept within its limits, and changed. */

import { AXES } from "./axes.js";
import { ORDERS } from "./orders.js";
import { PANELS } from "./panels.js";
import { SCHEDULES } from "./schedules.js";
import { VIEWS } from "./views.js";
import { DEFAULTS, LIMITS, OFFERED } from "./vocabulary.js";

/** The most epochs that a number of points allows. */
export const mostEpochs = (points) =>
  Math.max(LIMITS.epochs[0], Math.min(LIMITS.epochs[1], Math.floor(LIMITS.visits[1] / points)));

const clamp = (value, [low, high], otherwise) =>
  Number.isFinite(value) ? Math.min(Math.max(value, low), high) : otherwise;
const whole = (value, limits, otherwise) => clamp(Math.round(value), limits, otherwise);
const oneOf = (value, table, otherwise) => (Object.hasOwn(table, value) ? value : otherwise);

/**
 * Return settings within their limits, whatever a reader wrote into a field or the address: what is not a value becomes
 * the default. `ranges` are those of the start.
 */
export function tidy(settings, ranges) {
  const given = { ...DEFAULTS, ...settings };
  const points = whole(given.points, LIMITS.points, DEFAULTS.points);
  const [standard] = DEFAULTS.runs;
  const runs = given.runs.length < LIMITS.runs[0] ? DEFAULTS.runs : given.runs;
  return {
    runs: runs.slice(0, LIMITS.runs[1]).map((run) => ({
      batch: whole(run.batch, [1, points], Math.min(standard.batch, points)),
      rate: clamp(run.rate, LIMITS.rate, standard.rate),
      order: oneOf(run.order, ORDERS, standard.order),
      schedule: oneOf(run.schedule, SCHEDULES, standard.schedule),
      then: whole(run.then, [0, points], standard.then),
    })),
    points,
    noise: clamp(given.noise, LIMITS.noise, DEFAULTS.noise),
    seed: whole(given.seed, LIMITS.seed, DEFAULTS.seed),
    epochs: whole(given.epochs, [LIMITS.epochs[0], mostEpochs(points)], DEFAULTS.epochs),
    start: [clamp(given.start[0], ranges.w, DEFAULTS.start[0]), clamp(given.start[1], ranges.b, DEFAULTS.start[1])],
    axis: oneOf(given.axis, AXES, DEFAULTS.axis),
    view: oneOf(given.view, VIEWS, DEFAULTS.view),
    panel: oneOf(given.panel, PANELS, DEFAULTS.panel),
    target: clamp(given.target, LIMITS.target, DEFAULTS.target),
  };
}

/**
 * Return settings as they are; what lies outside the limits or is unknown is an error, since a page whose author wrote
 * it must not show another run.
 */
export function exact(settings, ranges) {
  for (const [name, value] of Object.entries(tidy(settings, ranges))) {
    const given = JSON.stringify(settings[name]);
    if (given !== JSON.stringify(value)) throw new Error(`the playground cannot show ${name} ${given}`);
  }
  return settings;
}

/** Change some settings; a batch that held all points goes on to hold them all. */
export function changed(settings, patch) {
  const { points } = { ...settings, ...patch };
  const all = (size) => (size === settings.points ? points : size);
  const runs = (patch.runs ?? settings.runs).map((run) =>
    points === settings.points ? run : { ...run, batch: all(run.batch), then: all(run.then) },
  );
  return { ...settings, ...patch, runs };
}

/** Change some choices of a run; a batch size of Infinity means all points. */
export function withRun(settings, i, patch) {
  const batch = patch.batch === Infinity ? { batch: settings.points } : {};
  return { ...settings, runs: settings.runs.with(i, { ...settings.runs[i], ...patch, ...batch }) };
}

/** Give all runs one learning rate. */
export const withRate = (settings, rate) => ({ runs: settings.runs.map((run) => ({ ...run, rate })) });

/** Add a run like another, with a batch size that no other run has. */
export function withAnotherRun(settings, i) {
  const { runs, points } = settings;
  const taken = new Set(runs.map(({ batch }) => batch));
  const batch = [points, ...OFFERED.batchSizes].find((size) => size <= points && !taken.has(size)) ?? points;
  return { ...settings, runs: [...runs, { ...runs[i], batch }] };
}

export const withoutRun = (settings, i) => ({ ...settings, runs: settings.runs.toSpliced(i, 1) });
