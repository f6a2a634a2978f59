/** Colour and marker of a run, as mbcourse.plots.style gives them; the colours are tools/tokens.py's. */

// A marker is an SVG path of radius 1 around the origin, so that canvas and legend draw the same.
export const MARKERS = {
  circle: "M1 0A1 1 0 1 1 -1 0A1 1 0 1 1 1 0Z",
  square: "M-.9 -.9H.9V.9H-.9Z",
  up: "M0 -1.1L1.05 .8H-1.05Z",
  diamond: "M0 -1.25L1.05 0L0 1.25L-1.05 0Z",
  down: "M0 1.1L1.05 -.8H-1.05Z",
  plus: "M-.4 -1.1H.4V-.4H1.1V.4H.4V1.1H-.4V.4H-1.1V-.4H-.4Z",
  cross: "M-1.1 -.6L-.6 -1.1L0 -.5L.6 -1.1L1.1 -.6L.5 0L1.1 .6L.6 1.1L0 .5L-.6 1.1L-1.1 .6L-.5 0Z",
  left: "M-1.1 0L.8 -1.05V1.05Z",
  right: "M1.1 0L-.8 -1.05V1.05Z",
  star: "M0 -1L.24 -.32L.95 -.31L.38 .12L.59 .81L0 .4L-.59 .81L-.38 .12L-.95 -.31L-.24 -.32Z",
};

const OF_THE_LAB = {
  bgd: { token: "bgd", marker: "circle" },
  1: { token: "sgd", marker: "square" },
  5: { token: "five", marker: "up" },
  10: { token: "ten", marker: "diamond" },
  20: { token: "twenty", marker: "down" },
};
const SPARE = [
  { token: "spare-0", marker: "plus" },
  { token: "spare-1", marker: "cross" },
  { token: "spare-2", marker: "left" },
  { token: "spare-3", marker: "right" },
];

function usual(batch, n) {
  if (batch === n) return OF_THE_LAB.bgd;
  return OF_THE_LAB[batch] ?? SPARE[(32 - Math.clz32(batch)) % SPARE.length];
}

/** Return a look for each run, no two alike: the second user of a colour gets a free one. */
export function looks(runs, n) {
  const wanted = runs.map(({ batch }) => usual(batch, n));
  const taken = new Set(wanted);
  const seen = new Set();
  return wanted.map((look) => {
    let result = look;
    if (seen.has(look)) {
      result = [...SPARE, ...Object.values(OF_THE_LAB)].find((other) => !taken.has(other));
      taken.add(result);
    }
    seen.add(look);
    return result;
  });
}

/** Read the colours of the page, by name, where an element is; a canvas cannot refer to them. */
export function colours(element) {
  const style = getComputedStyle(element);
  const names = ["ink", "muted", "rule", "ground", "point", "optimum", "bowl-low", "bowl-high", "bowl-shade"];
  names.push(...[...Object.values(OF_THE_LAB), ...SPARE].map(({ token }) => token));
  return Object.fromEntries(names.map((name) => [name, style.getPropertyValue(`--mb-${name}`).trim()]));
}
