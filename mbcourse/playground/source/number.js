/** A number in three digits, with a true minus sign. */
export function number(value) {
  if (!Number.isFinite(value)) return "too large for a number";
  const size = Math.abs(value);
  const text =
    size !== 0 && (size < 1e-3 || size >= 1e6)
      ? value.toExponential(2).replace("e+", "e")
      : value.toLocaleString("en", { maximumSignificantDigits: 3 });
  return text.replaceAll("-", "−");
}
