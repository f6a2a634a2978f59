/**
 * When a page has its playground: its script is fetched, and it is made, when it is about to be seen, printed or reached by
 * keyboard, and at once where the address asks for it.
 */

import { element } from "./elements.js";

const SCRIPT = new URL("playground.js", document.currentScript.src).href;
const FAILED = "The playground could not be fetched. Reload the page to try again.";

function fetched() {
  return new Promise((resolve, reject) => {
    if (window.mbPlayground) return resolve();
    document.head.append(element("script", { src: SCRIPT, load: resolve, error: reject }));
  });
}

/** Run the script before the next line, since a browser that prints waits for nothing. */
function runNow() {
  const request = new XMLHttpRequest();
  request.open("GET", SCRIPT, false);
  request.send();
  document.head.append(element("script", {}, request.responseText));
}

function makeWhenNeeded(host) {
  const watcher = new IntersectionObserver(([entry]) => entry.isIntersecting && start(), { rootMargin: "800px" });
  let playground;
  const make = () => {
    if (playground) return;
    host.dataset.mounted = "true";
    host.removeAttribute("tabindex");
    watcher.disconnect();
    playground = window.mbPlayground(host);
  };
  const start = () => fetched().then(make, () => host.append(element("p", { role: "status" }, FAILED)));
  addEventListener("beforeprint", () => {
    if (!window.mbPlayground) runNow();
    make();
    playground.prepareForPaper();
  });
  addEventListener("afterprint", () => playground.returnFromPaper());
  const openLinked = async () => {
    if (!location.hash.startsWith(`#${host.id}?`)) return;
    await start();
    host.scrollIntoView();
    host.querySelector("button").focus({ preventScroll: true });
  };
  addEventListener("hashchange", openLinked);
  watcher.observe(host);
  // Until then the keyboard reaches the empty element, which hands the focus on: from below to its last control.
  host.tabIndex = 0;
  host.addEventListener("focus", async ({ relatedTarget }) => {
    await start();
    const isFromBelow = relatedTarget && host.compareDocumentPosition(relatedTarget) & Node.DOCUMENT_POSITION_FOLLOWING;
    [...host.querySelectorAll("button, input, select")].at(isFromBelow ? -1 : 0).focus();
  });
  openLinked();
}

if (location.protocol === "file:") fetched(); // nothing travels, and nothing can be fetched as above
document.querySelectorAll(".mb-playground").forEach(makeWhenNeeded);
