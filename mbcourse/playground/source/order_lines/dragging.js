/** Lines that are dragged, by mouse or finger: up and down, from list to list, and sideways to indent them. */

import Sortable, { AutoScroll } from "sortablejs/modular/sortable.core.esm.js";

Sortable.mount(new AutoScroll());

const DELAY = 150; // milliseconds that a finger rests on a line before it drags it, so that the page can be scrolled
const HANDLE = ".mb-order-handle"; // by which it drags it at once

/** Return the width of one indentation, in pixels. */
function stepWidth(list) {
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
  return parseFloat(getComputedStyle(list).getPropertyValue("--mb-step")) * rem;
}

/** Let the lines of a board be dragged. */
export function makeDraggable(board) {
  let left, steps, x; // where the pointer took a line, how far that was indented, and where the pointer is
  const follow = (event) => {
    x = event.clientX ?? x;
    const sideways = Math.round((x - left) / stepWidth(board.program));
    board.chosen.indent(board.isInProgram(board.chosen) ? steps + sideways : 0);
  };
  const options = {
    group: board.program.getAttribute("aria-labelledby"), // a name that no other board has
    animation: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 120,
    delayOnTouchOnly: true,
    touchStartThreshold: 5,
    forceFallback: true, // the same in every browser
    fallbackTolerance: 4, // pixels that a click may move by
    ghostClass: "mb-order-gap",
    fallbackClass: "mb-order-dragged",
    onChoose: ({ originalEvent }) => {
      left = x = (originalEvent.touches?.[0] ?? originalEvent).clientX;
    },
    onStart: ({ item }) => {
      board.choose(board.lineOf(item));
      ({ steps } = board.chosen);
      document.addEventListener("pointermove", follow);
    },
    onChange: follow, // the line has come to another place, perhaps to the other list
    onEnd: () => {
      document.removeEventListener("pointermove", follow);
      board.moved();
      board.chosen.button.focus({ preventScroll: true });
    },
  };
  for (const list of board.lists) {
    const sortable = Sortable.create(list, options);
    const setDelay = ({ target }) => sortable.option("delay", target.closest(HANDLE) ? 0 : DELAY);
    list.addEventListener("pointerdown", setDelay, { capture: true }); // before the library hears of it
  }
}
