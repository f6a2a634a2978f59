import { count } from "./number.js";

/** What a run is called: by its batch size, as everywhere in the course. */
export function runName({ batch, then }, n) {
  if (then) return `batch size ${count(batch)}, then ${count(then)}`;
  if (batch === n) return `BGD (${count(n)})`;
  return batch === 1 ? "SGD (1)" : `batch size ${count(batch)}`;
}
