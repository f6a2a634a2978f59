/** The playground in a notebook (anywidget): settings go both ways, Python gives commands and gets the runs. */

import { element } from "./elements.js";
import { Playground } from "./playground.js";

const doubles = (view) => new Float64Array(view.buffer.slice(view.byteOffset, view.byteOffset + view.byteLength));
const bytes = (array, count) => new DataView(array.slice(0, count).buffer);

/** What Python makes a History of: the rows shown of one run. */
function record({ run, row }) {
  return {
    batch_size: run.batch,
    then: run.parts[1]?.batch ?? 0,
    switch: run.parts[1]?.row ?? 0,
    slopes: bytes(run.slopes, row + 1),
    intercepts: bytes(run.intercepts, row + 1),
    batch_losses: bytes(run.batchLosses, row),
  };
}

function render({ model, el }) {
  const host = element("div", { class: "mb-playground", role: "group", "aria-label": "Playground" });
  el.append(host);
  const playground = new Playground(host, {
    line: { x: doubles(model.get("_x")), y: doubles(model.get("_y")) },
    ranges: model.get("_ranges"),
    settings: model.get("settings"),
    onRest: ({ settings, comparison }) => {
      model.set("settings", settings);
      model.set("_records", comparison.views.map(record));
      model.save_changes();
    },
  });
  const take = () => {
    const settings = model.get("settings");
    if (JSON.stringify(settings) !== JSON.stringify(playground.settings)) playground.set(settings);
  };
  const obey = ({ command, argument }) => {
    if (command === "step") for (let i = 0; i < argument; i += 1) playground.player.stepUpdate();
    else playground.player[command]();
  };
  model.on("change:settings", take);
  model.on("msg:custom", obey);
  return () => {
    model.off("change:settings", take);
    model.off("msg:custom", obey);
    playground.remove();
  };
}

export default { render };
