/** What a run is called: by its batch size, as everywhere in the course. */
export function runName({ batch, then }, n) {
  if (then) return `batch size ${batch.toLocaleString("en")}, then ${then.toLocaleString("en")}`;
  if (batch === n) return `BGD (${n.toLocaleString("en")})`;
  return batch === 1 ? "SGD (1)" : `batch size ${batch.toLocaleString("en")}`;
}
