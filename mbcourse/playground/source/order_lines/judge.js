/** What is to be said of a program: one thing at a time, the first that is to be put right. */

export const STEP = 4; // spaces of one indentation

/** Return a line's text without its indentation, and by how many steps it is indented. */
export function parsed(line) {
  const text = line.trimStart();
  return { text, steps: (line.length - text.length) / STEP };
}

/** Return a program as it would stand in a file. */
export const asText = (program) => program.map(({ text, steps }) => " ".repeat(STEP * steps) + text).join("\n");

/** Return how many lines from the first are alike in two programs. */
function agreement(given, program, name) {
  const differs = given.findIndex((line, i) => line[name] !== program[i][name]);
  return differs < 0 ? given.length : differs;
}

/**
 * Judge lines, {text, steps}, by the programs that are right and the mistakes, a map from a line's text.
 *
 * Return a `kind`: empty, mistake, missing, order, indent or right. `at` is the index of the line that it is about;
 * where lines are missing it is how many.
 */
export function judge(given, programs, mistakes) {
  if (!given.length) return { kind: "empty" };
  const mistake = given.findIndex(({ text }) => mistakes.has(text));
  if (mistake >= 0) return { kind: "mistake", at: mistake };
  const missing = programs[0].length - given.length;
  if (missing) return { kind: "missing", at: missing };
  const order = Math.max(...programs.map((program) => agreement(given, program, "text")));
  if (order < given.length) return { kind: "order", at: order };
  const inOrder = programs.filter((program) => agreement(given, program, "text") === given.length);
  const indent = Math.max(...inOrder.map((program) => agreement(given, program, "steps")));
  return indent < given.length ? { kind: "indent", at: indent } : { kind: "right" };
}
