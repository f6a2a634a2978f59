/**
 * Names, for screen readers, of code, of its outputs and of the buttons that copy them: the tools give them none, or all
 * the same. Code and outputs that do not fit scroll, and are then reached by keyboard.
 */
addEventListener("DOMContentLoaded", () => {
  const give = (name, element) => {
    element.setAttribute("role", "group");
    element.setAttribute("aria-label", name);
    const copy = element.parentElement.querySelector(":scope > .copybtn");
    copy?.setAttribute("aria-label", `Copy ${name[0].toLowerCase()}${name.slice(1)}`);
  };
  document.querySelectorAll(".cell, .highlight:not(.cell *)").forEach((block, i) => {
    const outputs = block.querySelectorAll(".cell_output > .output");
    const code = block.querySelector(outputs.length ? ".cell_input pre" : "pre");
    if (code) give(`Code ${i + 1}`, code);
    outputs.forEach((output, part) => {
      const name = `Output${part ? ` ${part + 1}` : ""} of code ${i + 1}`;
      give(name, output.querySelector("pre") ?? output);
    });
  });
});
