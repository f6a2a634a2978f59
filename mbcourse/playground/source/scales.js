/** Scales from the values of an axis to pixels: what the panels need of d3-scale, called as there, at a tenth of its size. */

const LINEAR = { to: (value) => value, from: (value) => value };
const SYMLOG = {
  to: (value) => Math.sign(value) * Math.log1p(Math.abs(value)),
  from: (value) => Math.sign(value) * Math.expm1(Math.abs(value)),
};

/** About `count` round values of a domain, a step of 1, 2 or 5 times a power of ten apart. */
function ticks([low, high], count) {
  const wanted = (high - low) / count;
  const power = Math.floor(Math.log10(wanted));
  const error = wanted / 10 ** power;
  const factor = error >= Math.sqrt(50) ? 10 : error >= Math.sqrt(10) ? 5 : error >= Math.SQRT2 ? 2 : 1;
  const inverse = 10 ** -power / factor; // whole for steps below 1, which are then exact
  const value = power < 0 ? (i) => i / inverse : (i) => i * (factor * 10 ** power);
  const found = [];
  for (let i = Math.floor(low * inverse) - 1; value(i) <= high; i += 1) if (value(i) >= low) found.push(value(i));
  return found;
}

function scale({ to, from }) {
  let [domain, range] = [
    [0, 1],
    [0, 1],
  ];
  let [start, unit] = [0, 1]; // of the domain's transformed values: where it begins, and a pixel's share
  const pixel = (value) => range[0] + (to(value) - start) * unit;
  const set = (change) => {
    change();
    start = to(domain[0]);
    unit = (range[1] - range[0]) / (to(domain[1]) - start);
    return pixel;
  };
  pixel.invert = (at) => from(start + (at - range[0]) / unit);
  pixel.ticks = (count) => ticks(domain, count);
  pixel.domain = (ends) => (ends ? set(() => (domain = ends.map(Number))) : domain);
  pixel.range = (ends) => (ends ? set(() => (range = ends.map(Number))) : range);
  return pixel;
}

export const scaleLinear = () => scale(LINEAR);
export const scaleSymlog = () => scale(SYMLOG);
