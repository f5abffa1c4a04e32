// The gates of a recurrent layer over time: a row for each unit, a column for each token, the newest on the right.

import { text } from "../../texts/index.js";
import { element, onceAFrame, say } from "../element.js";
import { exact } from "../numbers.js";
import { paintShares, paintSigned } from "../picture.js";
import { pointable } from "../selected/pointable.js";
import { gateSteps } from "../../model/writing/questions.js";
import { quoted, spokenName } from "./words.js";

/// Maps of numbers of either sign; the others are shares.
const signed = new Set(["candidate", "cell", "state"]);

/// Longer names do not fit below a column.
const longest = 2;

export function mountGates(host, writer) {
  const { store } = writer;
  const layer = element("select", { id: "layer", onchange: () => store.set({ layer: Number(layer.value) }) });
  const maps = element("div", { class: "gate-maps" });
  let pictures = new Map();
  host.append(
    element("div", { class: "row" },
      element("h2", {}, text("writing.gates.title")),
      element("label", {}, text("writing.gates.layer"), layer)),
    element("p", { class: "soft" }, text("writing.gates.unit")), maps);

  store.watch(["model"], ({ model }) => {
    if (!model?.recurrent.length) return;
    host.hidden = false;
    layer.replaceChildren(...model.recurrent.map((_, index) => element("option", { value: index }, `${index + 1}`)));
  });
  store.watch(["model", "layer"], ({ model, layer: chosen }) => {
    if (!model?.recurrent.length) return;
    const shown = model.recurrent[Math.min(chosen, model.recurrent.length - 1)];
    layer.value = Math.min(chosen, model.recurrent.length - 1);
    pictures = new Map(shown.maps.map((name) => [name, make(name, shown.units)]));
    maps.replaceChildren(...[...pictures].map(([name, { root }]) => element("figure", { "data-map": name },
      element("figcaption", {}, element("b", {}, text(`writing.gates.names.${name}`)), " ", element("small", {}, text(`writing.gates.meanings.${name}`))), root)));
  });

  /// A map of the newest steps, with room for as many as are shown at most.
  function make(name, units) {
    const map = pointable({
      columns: gateSteps, rows: units,
      name: text("writing.gates.map", { name: text(`writing.gates.names.${name}`), units, steps: gateSteps }),
      describe: (index) => {
        const found = index === null ? null : at(name, index);
        return found ? text("writing.gates.at", found) : "";
      },
      // What came after the step that is clicked.
      choose: (index) => { const found = at(name, index); if (found) { writer.pause(); writer.select(found.place); } },
    });
    // The tokens of the columns, as far as they fit below them.
    const columns = element("div", { class: "columns", "aria-hidden": "true" }, ...Array.from({ length: gateSteps }, () => element("span")));
    map.canvas.parentNode.after(columns);
    return { root: map.root, canvas: map.canvas, refresh: map.refresh, columns };
  }

  /// The column of the first step that is shown.
  const firstColumn = (gates) => gateSteps - gates.steps;

  function at(name, index) {
    const { gates, pieces } = store.state;
    const values = gates?.maps.find((map) => map.name === name)?.values;
    if (!values) return null;
    const [unit, step] = [Math.floor(index / gateSteps), index % gateSteps - firstColumn(gates)];
    const place = gates.start + step;
    if (step < 0 || !pieces[place]) return null;
    return { unit: unit + 1, name: quoted(spokenName(pieces[place].name)), place: place + 1, value: exact(values[unit * gates.steps + step]) };
  }

  const draw = onceAFrame(() => {
    const { gates, layer: chosen, model, pieces } = store.state;
    if (!gates || gates.layer !== Math.min(chosen, model.recurrent.length - 1)) return;
    for (const { name, values } of gates.maps) {
      const map = pictures.get(name);
      if (!map) continue;
      const shown = new Float32Array(gateSteps * gates.units);
      for (let unit = 0; unit < gates.units; unit++) {
        shown.set(values.subarray(unit * gates.steps, (unit + 1) * gates.steps), unit * gateSteps + firstColumn(gates));
      }
      if (signed.has(name)) paintSigned(map.canvas, shown, name === "cell" ? undefined : 1);
      else paintShares(map.canvas, shown);
      [...map.columns.children].forEach((column, index) => {
        const name = index < firstColumn(gates) ? "" : pieces[gates.start + index - firstColumn(gates)]?.name ?? "";
        say(column, name.length > longest ? "" : name);
      });
      map.refresh();
    }
  });
  store.watch(["gates", "layer", "theme"], draw);
}
