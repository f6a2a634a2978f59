/** Numbers as the playground writes them: without `toLocaleString`, which knows all languages and takes a frame to begin. */

/** A whole number, with commas between thousands. */
export const count = (whole) => String(whole).replace(/\B(?=(\d{3})+$)/g, ",");

/** A number in three digits, with a true minus sign. */
export function number(value) {
  if (!Number.isFinite(value)) return "too large for a number";
  const size = Math.abs(value);
  const isPlain = size === 0 || (size >= 1e-3 && size < 1e6);
  const rounded = Number(value.toPrecision(3));
  const plain = Number.isInteger(rounded) ? count(rounded) : String(rounded);
  return (isPlain ? plain : value.toExponential(2).replace("e+", "e")).replaceAll("-", "−");
}
