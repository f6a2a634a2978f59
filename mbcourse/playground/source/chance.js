/**
 * Random numbers with a seed. The generator is mulberry32 (Tommy Ettinger, public domain): small, well known, and
 * neither NumPy's nor PyTorch's, so that an order drawn here differs from one drawn there with the same seed.
 */

/** Return a function that draws numbers from [0, 1). */
export function generator(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Draw n indices: a permutation, or with replacement. */
function indices(n, replacement, uniform) {
  if (replacement) return Int32Array.from({ length: n }, () => Math.floor(uniform() * n));
  const order = Int32Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i -= 1) {
    const j = Math.floor(uniform() * (i + 1)); // Fisher and Yates
    [order[i], order[j]] = [order[j], order[i]];
  }
  return order;
}

/** Return the order of each epoch, as a function of its number; orders are named as in mbcourse.minibatches. */
export function epochOrders(n, order, seed) {
  const uniform = generator(seed);
  const drawn = [];
  const same = order === "given" || order === "shuffle_once";
  return (epoch) => {
    const wanted = same ? 0 : epoch;
    while (drawn.length <= wanted) {
      drawn.push(
        order === "given" ? Int32Array.from({ length: n }, (_, i) => i) : indices(n, order === "replacement", uniform),
      );
    }
    return drawn[wanted];
  };
}

/** Return n points evenly spaced on [-3, 3) around the line of slope 1 and intercept -1, with Gaussian noise. */
export function makeLine(n, noise) {
  const uniform = generator(1); // one fixed draw: the noise level stretches it
  const x = Float64Array.from({ length: n }, (_, i) => -3 + (6 * i) / n);
  const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform()); // Box and Muller
  return { x, y: x.map((value) => value - 1 + noise * normal()) };
}
