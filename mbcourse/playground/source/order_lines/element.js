/**
 * Lines to order: a reader puts lines of code into a program, by dragging or by buttons and keys, and has it checked.
 * The program is kept in the reader's ledger (book/_assets/scripts/ledger.js), and is there when the page opens again.
 *
 * The page lists the lines, and has the programs that are right and the feedback to each mistake at its end. On screen
 * a board stands in for both.
 */

import { element } from "../elements.js";
import { Board, Line } from "./board.js";
import { makeDraggable } from "./dragging.js";
import { asText, judge, parsed } from "./judge.js";

const HELP = matchMedia("(pointer: coarse)").matches
  ? "Press and hold a line, or drag its handle, and bring it into the program, as far to the right as it belongs. Or " +
    "choose a line, and use the buttons."
  : "Drag lines into the program, each as far to the right as it belongs. Or choose a line, and use the buttons or the " +
    "keys: Enter puts it in or takes it out, ↑ and ↓ move it, → and ← indent it more or less.";

/** What is in view, said on the body: a rule of `body:has(…)` would have each frame of an animation restyle the page. */
const near = new Set();
const inView = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) near[isIntersecting ? "add" : "delete"](target);
  document.body.classList.toggle("mb-order-near", near.size > 0);
});

const ledger = typeof mbLedger === "undefined" ? null : mbLedger; // a global of the page

/** Return the lines of the listing, in its order. */
function linesOf(host) {
  const listing = host.querySelector("pre");
  const texts = listing.textContent.trimEnd().split("\n");
  const codes = listing.innerHTML.trimEnd().split("\n"); // no word that has a colour goes on in the next line
  return texts.map((text, i) => new Line(text, codes[i]));
}

/** Return what the page's end says: the programs, the nodes of the feedback to each mistake, and why. */
function keyOf(answers) {
  const code = (box) => box.querySelector("pre").textContent.trimEnd();
  const programs = [...answers.querySelectorAll(".mb-order-program")].map((box) => code(box).split("\n").map(parsed));
  const mistakes = new Map();
  for (const box of answers.querySelectorAll(".mb-order-mistake")) mistakes.set(code(box), [...box.children].slice(1));
  return { programs, mistakes, why: [...answers.querySelector(".mb-order-why").children] };
}

/** Return the verdict in words: what one paragraph says, and what follows it. */
function words({ kind, at }, given, { mistakes, why }) {
  const named = kind === "missing" ? "" : element("code", {}, given[at]?.text ?? "");
  switch (kind) {
    case "empty":
      return [["Put lines into the program first."]];
    case "mistake":
      return [[`Line ${at + 1} is not right: `, named], mistakes.get(given[at].text)];
    case "missing":
      return [[`These lines belong in, and ${at === 1 ? "1 more is" : `${at} more are`} missing.`]];
    case "order":
      return [
        at
          ? [`The program is right up to line ${at}. Line ${at + 1} belongs further down: `, named]
          : ["The program does not begin with ", named],
      ];
    case "indent":
      return [[`The lines are in order. To which block does line ${at + 1} belong? `, named]];
    case "right":
      return [[element("strong", {}, "Right."), " ", ...why[0].cloneNode(true).childNodes], why.slice(1)];
  }
}

/** The element of a page: the board, its buttons, and what is said. */
class LinesToOrder {
  constructor(host) {
    this.host = host;
    this.answers = document.getElementById(`${host.id}-answers`);
    this.key = keyOf(this.answers);
    this.verdict = element("div", { class: "mb-verdict", role: "status" });
    this.said = element("p", { class: "mb-order-unseen", role: "status" });
    const titles = ["lines", "program"].map((name) => `${host.id}-${name}`);
    this.board = new Board(linesOf(host), titles, (move) => {
      this.say(move);
      this.keep();
    });
    this.board.restore(ledger?.read().drafts[host.dataset.key] ?? []);
    host.append(this.layout(titles, `${host.id}-help`));
    makeDraggable(this.board);
    inView.observe(host);
    addEventListener("beforeprint", () => (this.answers.querySelector("details").open = true));
  }

  layout([lines, program], help) {
    const { pool, buttons } = this.board;
    return element(
      "div",
      { class: "mb-order-board", role: "group", "aria-label": "Lines to order", "aria-describedby": help },
      element("p", { class: "mb-order-help", id: help }, HELP),
      element("p", { class: "mb-order-title", id: lines }, "Lines to choose from"),
      pool,
      element("div", { class: "mb-order-tools", role: "group", "aria-label": "Chosen line" }, ...buttons),
      element("p", { class: "mb-order-title", id: program }, "Program"),
      this.board.program,
      element(
        "div",
        { class: "mb-order-end" },
        element("button", { type: "button", click: () => this.check() }, "Check"),
        element("button", { type: "button", click: () => this.restart() }, "Start again"),
      ),
      this.verdict,
      this.said,
    );
  }

  /** Say what has changed to who does not see it; the verdict was on what stood there before. */
  say(move) {
    this.verdict.replaceChildren();
    for (const { item } of this.board.lines) delete item.dataset.verdict;
    this.said.textContent = move;
  }

  /** Keep the program as it stands; one without lines is forgotten. */
  keep() {
    const program = this.board.given().map(({ text, steps }) => [text, steps]);
    ledger?.change(({ drafts }) => {
      if (program.length) drafts[this.host.dataset.key] = program;
      else delete drafts[this.host.dataset.key];
    });
  }

  check() {
    this.say("");
    const given = this.board.given();
    const judged = judge(given, this.key.programs, this.key.mistakes);
    const [sentence, more = []] = words(judged, given, this.key);
    this.verdict.append(element("p", {}, ...sentence), ...more.map((node) => node.cloneNode(true)));
    if (judged.kind === "empty") return;
    if (["mistake", "order", "indent"].includes(judged.kind)) given[judged.at].item.dataset.verdict = "wrong";
    const isRight = judged.kind === "right";
    const question = this.host.closest(".admonition").querySelector(".admonition-title + p");
    const detail = { question, said: [asText(given)], rights: [asText(this.key.programs[0])], isRight };
    this.host.dispatchEvent(new CustomEvent("mb:answer", { bubbles: true, detail }));
  }

  restart() {
    this.board.restart();
    this.keep();
    this.say("All lines are out of the program again.");
  }
}

for (const host of document.querySelectorAll(".mb-order")) new LinesToOrder(host);
