/** The button below a static surface. When it is pressed, and not before, the script that draws one to turn is fetched. */

import { element } from "../elements.js";

const SCRIPT = new URL("surface.js", document.currentScript.src).href;

/** Run the script, once for all surfaces of the page; after a failure the next call tries again. */
function fetched() {
  return new Promise((resolve, reject) => {
    if (window.mbRotatableSurface) return resolve(window.mbRotatableSurface);
    const script = element("script", { src: SCRIPT, load: () => resolve(window.mbRotatableSurface), error: reject });
    document.head.append(script);
  });
}

function mount(host) {
  const data = JSON.parse(host.querySelector("script[type='application/json']").textContent);
  const still = host.previousElementSibling.querySelector(".cell_output");
  const swap = (turning) => {
    still.hidden = turning;
    button.hidden = turning;
  };
  const open = async () => {
    button.disabled = true;
    message.textContent = "";
    try {
      const RotatableSurface = await fetched();
      swap(true);
      new RotatableSurface(host, data, () => {
        swap(false);
        button.focus();
      });
    } catch {
      swap(false);
      message.textContent = "The surface to turn cannot be shown here; the figure above shows the same surface.";
    }
    button.disabled = false;
  };
  const button = element("button", { type: "button", click: open }, "Rotate this surface");
  const message = element("p", { class: "mbs-text", role: "status" });
  host.append(element("div", { class: "mbs-still" }, button, message));
}

document.querySelectorAll(".mb-surface").forEach(mount);
