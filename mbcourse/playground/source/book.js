/** The playground on a page of the book: settings from the page, then from the address; kept in the address. */

import { fromHash, toHash } from "./address.js";
import { element } from "./elements.js";
import { Playground } from "./playground.js";
import { tidy } from "./settings.js";
import { comparison } from "./words.js";

/** A button that hands the settings to the reader's ledger (book/_assets/scripts/ledger.js), and says what came of it. */
function keepButton(host, playground) {
  const keep = () => {
    const { settings, layout } = playground;
    const detail = { address: toHash(host.id, settings), words: comparison(settings), isKept: false };
    host.dispatchEvent(new CustomEvent("mb:keep", { bubbles: true, detail }));
    button.textContent = detail.isKept ? "Kept in your ledger" : "This browser keeps nothing";
    layout.spoken.textContent = `${button.textContent}.`;
  };
  const button = element("button", { type: "button", click: keep }, "Keep these settings");
  host.addEventListener("input", () => (button.textContent = "Keep these settings"));
  return button;
}

/** Make the playground of an element; on_page.js says when. */
window.mbPlayground = (host) => {
  const options = JSON.parse(host.querySelector("script[type='application/json']").textContent);
  const linked = () => {
    const settings = fromHash(host.id, location.hash, options.settings);
    return settings && tidy(settings, options.ranges);
  };
  const playground = new Playground(host, { ...options, settings: linked() ?? options.settings });
  playground.runList.root.append(" ", keepButton(host, playground));
  let shown = JSON.stringify(playground.settings);
  playground.onRest = ({ settings }) => {
    if (JSON.stringify(settings) === shown) return;
    shown = JSON.stringify(settings);
    history.replaceState(history.state, "", toHash(host.id, settings));
  };
  addEventListener("hashchange", () => {
    const settings = linked();
    if (settings) playground.set(settings);
  });
  if ("plays" in host.dataset && !linked()) playground.demonstrate();
  return playground;
};
