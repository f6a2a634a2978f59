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

/** Return n points evenly spaced on [-3, 3) around a line, with Gaussian noise. */
export function makeLine(n, noise, [slope, intercept]) {
  const uniform = generator(1); // one fixed draw: the noise level stretches it
  const x = Float64Array.from({ length: n }, (_, i) => -3 + (6 * i) / n);
  const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform()); // Box and Muller
  return { x, y: x.map((value) => slope * value + intercept + noise * normal()) };
}
