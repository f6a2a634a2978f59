/** What a reader can set, as one plain object; its limits; and its form in the address bar. */

export const ORDERS = {
  given: "as given",
  shuffle_once: "shuffle once",
  reshuffle: "reshuffle",
  replacement: "with replacement",
};
export const AXES = ["epochs", "updates", "examples"];
export const VIEWS = { whole: "whole surface", near: "near the minimum" };
export const BATCH_SIZES = [1, 5, 10, 20];
export const POINTS = [60, 600, 10000];
export const RATES = [0.001, 1.5];
export const MOST_RUNS = 4;
const MOST_VISITS = 200000; // epochs times points: what a browser works out within a moment

export const DEFAULTS = {
  runs: [{ batch: 5, rate: 0.1, order: "reshuffle" }],
  points: 60,
  noise: 0.1,
  seed: 0,
  epochs: 10,
  start: [-15, -10],
  axis: "epochs",
  view: "whole",
};

/** The most epochs that a number of points allows. */
export const mostEpochs = (points) => Math.max(1, Math.min(100, Math.floor(MOST_VISITS / points)));

const clamp = (value, low, high, otherwise) =>
  Number.isFinite(value) ? Math.min(Math.max(value, low), high) : otherwise;
const whole = (value, low, high, otherwise) => clamp(Math.round(value), low, high, otherwise);
const oneOf = (value, choices, otherwise) => (choices.includes(value) ? value : otherwise);

/** Return settings inside their limits, whatever came in; `ranges` are those of the start point. */
export function tidy(settings, ranges) {
  const given = { ...DEFAULTS, ...settings };
  const points = whole(given.points, 2, POINTS.at(-1), DEFAULTS.points);
  const [standard] = DEFAULTS.runs;
  return {
    runs: given.runs.slice(0, MOST_RUNS).map((run) => ({
      batch: whole(run.batch, 1, points, Math.min(standard.batch, points)),
      rate: clamp(run.rate, 0, RATES[1], standard.rate),
      order: oneOf(run.order, Object.keys(ORDERS), standard.order),
    })),
    points,
    noise: clamp(given.noise, 0, 5, DEFAULTS.noise),
    seed: whole(given.seed, 0, 2 ** 31, DEFAULTS.seed),
    epochs: whole(given.epochs, 1, mostEpochs(points), DEFAULTS.epochs),
    start: [
      clamp(given.start[0], ...ranges.w, DEFAULTS.start[0]),
      clamp(given.start[1], ...ranges.b, DEFAULTS.start[1]),
    ],
    axis: oneOf(given.axis, AXES, DEFAULTS.axis),
    view: oneOf(given.view, Object.keys(VIEWS), DEFAULTS.view),
  };
}

/** Write settings as the part of an address after `#`. */
export function toHash(id, { runs, points, noise, seed, epochs, start, axis, view }) {
  const pairs = runs.map(({ batch, rate, order }) => `run=${batch},${rate},${order}`);
  pairs.push(`points=${points}`, `noise=${noise}`, `seed=${seed}`, `epochs=${epochs}`, `start=${start}`);
  pairs.push(`axis=${axis}`, `view=${view}`);
  return `#${id}?${pairs.join("&")}`;
}

/** Read settings out of an address; null where it holds none. What it leaves out stays as in `settings`. */
export function fromHash(id, hash, settings) {
  if (!hash.startsWith(`#${id}?`)) return null;
  const said = new URLSearchParams(hash.slice(id.length + 2));
  const result = { ...settings };
  for (const name of ["points", "noise", "seed", "epochs"]) if (said.has(name)) result[name] = Number(said.get(name));
  for (const name of ["axis", "view"]) if (said.has(name)) result[name] = said.get(name);
  if (said.has("start")) result.start = said.get("start").split(",").map(Number);
  if (said.has("run")) {
    result.runs = said.getAll("run").map((run) => {
      const [batch, rate, order] = run.split(",");
      return { batch: Number(batch), rate: Number(rate), order };
    });
  }
  return result;
}
