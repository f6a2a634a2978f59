/** Settings in the address bar: after `#`, the playground's name, `?`, and `name=value` for each setting. */

import { DEFAULTS, RUN } from "./vocabulary.js";

const [RUN_DEFAULTS] = DEFAULTS.runs;

/** Read a text as a value of the same kind as another. */
function read(text, like) {
  if (Array.isArray(like)) return text.split(",").map(Number);
  return typeof like === "number" ? Number(text) : text;
}

function readRun(text) {
  const said = text.split(",");
  return Object.fromEntries(RUN.slice(0, said.length).map((name, i) => [name, read(said[i], RUN_DEFAULTS[name])]));
}

/** Write a run, without the last choices where they are the usual ones and came later than the first three. */
function writeRun(run) {
  const said = RUN.map((name) => run[name]);
  while (said.length > 3 && said.at(-1) === RUN_DEFAULTS[RUN[said.length - 1]]) said.pop();
  return `run=${said}`;
}

/** Write settings as the part of an address after `#`. */
export function toHash(id, { runs, ...others }) {
  const pairs = runs.map(writeRun);
  for (const [name, value] of Object.entries(others)) pairs.push(`${name}=${value}`);
  return `#${id}?${pairs.join("&")}`;
}

/** Read settings out of an address; null where it holds none. What it leaves out stays as in `settings`. */
export function fromHash(id, hash, settings) {
  if (!hash.startsWith(`#${id}?`)) return null;
  const said = new URLSearchParams(hash.slice(id.length + 2));
  const result = { ...settings };
  for (const [name, like] of Object.entries(DEFAULTS)) if (said.has(name)) result[name] = read(said.get(name), like);
  result.runs = said.has("run") ? said.getAll("run").map(readRun) : settings.runs;
  return result;
}
