/** The runs that are compared, a row each: choose the one whose settings are shown, add one, remove one. */

import { element, newId } from "./elements.js";
import { MARKERS } from "./look.js";
import { LIMITS } from "./vocabulary.js";
import { count, number } from "./number.js";
import { runName } from "./run_name.js";
import { runChoices } from "./words.js";

const SVG = "http://www.w3.org/2000/svg";

/** Return the line and marker of a run as a small picture without words: the name stands next to it. */
export function swatch({ token, marker }) {
  const picture = document.createElementNS(SVG, "svg");
  picture.setAttribute("viewBox", "-12 -6 24 12");
  picture.setAttribute("aria-hidden", "true");
  picture.style.color = `var(--mb-${token})`;
  picture.innerHTML =
    '<path d="M-12 0H12" stroke="currentColor" stroke-width="2"/>' +
    `<path d="${MARKERS[marker]}" transform="scale(4.5)" fill="currentColor"/>`;
  return picture;
}

export class RunList {
  constructor(actions) {
    this.actions = actions;
    this.group = newId();
    this.body = element("tbody");
    const heads = ["run", "update", "slope", "intercept", "loss"].map((text) => element("th", { scope: "col" }, text));
    const table = element(
      "table",
      {},
      element(
        "caption",
        { class: "mbp-unseen" },
        "The runs that are compared; the settings below are those of the chosen one.",
      ),
      element("thead", {}, element("tr", {}, ...heads, element("td"))),
      this.body,
    );
    this.add = element("button", { type: "button", click: () => actions.add() }, "Compare with another run");
    this.root = element("div", { class: "mbp-runs" }, table, this.add);
  }

  /** Make the rows anew: after a change of settings, not while a run plays. */
  build(settings, views, selected) {
    const focused = document.activeElement?.closest?.(`#${this.group}-body tr`)?.rowIndex;
    const onRadio = document.activeElement?.type === "radio";
    this.body.id = `${this.group}-body`;
    this.cells = [];
    this.body.replaceChildren(...settings.runs.map((choice, i) => this.row(choice, views[i], settings, i, selected)));
    this.add.hidden = settings.runs.length >= LIMITS.runs[1];
    if (focused)
      this.body.rows[Math.min(focused, this.body.rows.length) - 1]
        .querySelector(onRadio ? "input" : "button, input")
        ?.focus();
  }

  row(choice, { look }, settings, i, selected) {
    const name = runName(choice, settings.points);
    const radio = element("input", {
      type: "radio",
      name: this.group,
      checked: i === selected,
      change: () => this.actions.select(i),
    });
    const label = element(
      "label",
      {},
      radio,
      swatch(look),
      element("span", {}, element("b", {}, name), ` ${runChoices(choice)}`),
    );
    const cells = ["update", "slope", "intercept", "loss"].map((text) => element("td", { "data-label": text }));
    this.cells.push(cells);
    const remove = element(
      "button",
      { type: "button", class: "mbp-remove", "aria-label": `Remove ${name}`, click: () => this.actions.remove(i) },
      "×",
    );
    const last = element("td", {}, ...(settings.runs.length > 1 ? [remove] : []));
    return element("tr", {}, element("th", { scope: "row" }, label), ...cells, last);
  }

  /** Write where each run stands. */
  show(views) {
    views.forEach(({ run, row }, i) => {
      const [update, slope, intercept, loss] = this.cells[i];
      update.textContent = count(row);
      slope.textContent = number(run.slopes[row]);
      intercept.textContent = number(run.intercepts[row]);
      loss.textContent = number(run.losses[row]);
    });
  }
}
