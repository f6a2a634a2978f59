/** A table of what each run needs to meet the target: updates and examples, and the updates expected. */

import { element } from "./elements.js";
import { swatch } from "./run_list.js";

/** Return a name in parts between which a line may break, and only there. */
const name = (parts) => element("div", {}, ...parts.map((part) => element("span", {}, part)));

export class Counts {
  constructor() {
    this.caption = element("caption");
    const heads = ["run", "updates", "examples", "expected"].map((text) => element("th", { scope: "col" }, text));
    this.body = element("tbody");
    const head = element("thead", {}, element("tr", {}, ...heads));
    this.root = element("table", { class: "mbp-counts", hidden: true }, this.caption, head, this.body);
  }

  /** Show a caption and rows of a look, the parts of a name, and counts; nothing hides the table. */
  show(counts) {
    this.root.hidden = !counts;
    const text = JSON.stringify(counts);
    if (text === this.shown) return;
    this.shown = text;
    this.caption.textContent = counts?.caption ?? "";
    this.body.replaceChildren(
      ...(counts?.rows ?? []).map(({ look, parts, cells }) =>
        element(
          "tr",
          {},
          element("th", { scope: "row" }, element("div", {}, swatch(look), name(parts))),
          ...cells.map((cell) => element("td", {}, cell)),
        ),
      ),
    );
  }
}
