/** The board: lines to choose from, a program, and the moves of a line between the two and within them. */

import { element } from "../elements.js";
import { STEP } from "./judge.js";

const MOST = 4; // steps that a line can be indented by

/** What can be done with the chosen line: by keys where it has the focus, and by a button. */
const MOVES = [
  { keys: ["Enter", " "], label: "Put in", act: (board) => board.toggle() },
  { keys: ["ArrowUp"], sign: "↑", label: "Up", act: (board) => board.move(-1) },
  { keys: ["ArrowDown"], sign: "↓", label: "Down", act: (board) => board.move(1) },
  { keys: ["ArrowRight"], sign: "→", label: "Indent", act: (board) => board.indent(1) },
  { keys: ["ArrowLeft"], sign: "←", label: "Outdent", act: (board) => board.indent(-1) },
];

const list = (labelledby) =>
  element("ol", { class: "mb-order-lines highlight", role: "list", "aria-labelledby": labelledby });

/** A line of code. It is a button, so that it can be chosen and takes the focus. */
export class Line {
  /** `code` is the text with the colours of its words, as the page has it. */
  constructor(text, code) {
    this.text = text;
    const shown = element("span");
    shown.innerHTML = code;
    this.note = element("span", { class: "mb-order-unseen" });
    this.button = element("button", { type: "button" }, shown, this.note);
    this.item = element("li", {}, element("span", { class: "mb-order-handle" }), this.button);
    this.indent(0);
  }

  /** Indent it by a number of steps, as far as that goes. */
  indent(steps) {
    this.steps = Math.min(Math.max(steps, 0), MOST);
    this.item.style.setProperty("--mb-steps", this.steps);
    this.note.textContent = this.steps ? `, indented by ${STEP * this.steps} spaces` : "";
  }
}

export class Board {
  /** `names` are the ids of the lists' titles; `onChange` is called after each move, with what to say of it. */
  constructor(lines, names, onChange) {
    this.lines = lines;
    this.onChange = onChange;
    this.lists = names.map(list);
    [this.pool, this.program] = this.lists;
    for (const one of this.lists) {
      for (const event of ["focusin", "click"]) {
        one.addEventListener(event, ({ target }) => this.choose(this.lineOf(target.closest("li"))));
      }
      one.addEventListener("keydown", (event) => this.press(event));
    }
    this.buttons = MOVES.map(({ label, sign, act }) =>
      element("button", { type: "button", "data-sign": sign ?? false, click: () => act(this) }, label),
    );
    this.restart();
  }

  lineOf(item) {
    return this.lines.find((line) => line.item === item);
  }

  /** The lines of the program, from the first. */
  given() {
    return [...this.program.children].map((item) => this.lineOf(item));
  }

  isInProgram(line) {
    return line.item.parentElement === this.program;
  }

  /** Take all lines out again, in the order in which the page lists them. */
  restart() {
    this.lines.forEach((line) => line.indent(0));
    this.pool.append(...this.lines.map(({ item }) => item));
    this.choose(this.lines[0]);
  }

  /** Put lines in as a draft has them, pairs of a text and steps; nothing, where it has a line that is not there. */
  restore(draft) {
    const left = new Set(this.lines);
    const lines = draft.map(([text]) => {
      const line = [...left].find((one) => one.text === text);
      left.delete(line); // one that comes twice is another line
      return line;
    });
    if (lines.includes(undefined)) return;
    lines.forEach((line, i) => line.indent(draft[i][1]));
    this.program.append(...lines.map(({ item }) => item));
    this.choose(this.chosen);
  }

  /** Choose a line, which buttons then move. */
  choose(line) {
    if (!line) return;
    this.chosen = line;
    for (const one of this.lines) one.button.setAttribute("aria-pressed", one === line);
    this.buttons[0].textContent = this.isInProgram(line) ? "Take out" : "Put in";
  }

  /** Move the line that has the focus by a key; the focus goes with it. */
  press(event) {
    const move = MOVES.find(({ keys }) => keys.includes(event.key));
    if (!move || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    move.act(this);
    this.chosen.button.focus();
  }

  /** Put the chosen line below the others, indented as the last of them, or take it out. */
  toggle() {
    const { chosen } = this;
    if (this.isInProgram(chosen)) {
      this.pool.append(chosen.item);
    } else {
      chosen.indent(this.given().at(-1)?.steps ?? 0);
      this.program.append(chosen.item);
    }
    this.moved();
  }

  /** Move the chosen line one place up or down its list. */
  move(by) {
    const { item } = this.chosen;
    const neighbour = by < 0 ? item.previousElementSibling : item.nextElementSibling;
    if (!neighbour) return this.onChange(`It is the ${by < 0 ? "first" : "last"} line.`);
    neighbour[by < 0 ? "before" : "after"](item);
    this.moved();
  }

  /** Indent the chosen line by more steps, or fewer. */
  indent(by) {
    const { chosen } = this;
    if (!this.isInProgram(chosen)) return this.onChange("Put the line in first: lines are indented in the program.");
    chosen.indent(chosen.steps + by);
    this.moved();
  }

  /** Bring the chosen line in keeping with where it is now, and say where that is. */
  moved() {
    const { chosen } = this;
    const isIn = this.isInProgram(chosen);
    if (!isIn) chosen.indent(0);
    this.choose(chosen);
    const siblings = [...chosen.item.parentElement.children];
    const place = `line ${siblings.indexOf(chosen.item) + 1} of ${siblings.length}`;
    const indented = `indented by ${STEP * chosen.steps} spaces`;
    this.onChange(isIn ? `In the program, ${place}, ${indented}.` : `Not in the program, ${place}.`);
  }
}
