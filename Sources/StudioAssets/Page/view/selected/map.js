// The map that the selected cell belongs to: every cell of it can be chosen.

import { text } from "../../texts/index.js";
import { cellAt, cellOf, hasMaps, mapOf } from "../../model/layers.js";
import { element, say } from "../element.js";
import { short } from "../numbers.js";
import { largest } from "../picture.js";
import { paintMap } from "../network/maps.js";
import { pointable } from "./pointable.js";

export function cellMap(studio) {
  const title = element("h3");
  const words = element("p", { class: "soft" }, text("selected.map.words"));
  const place = element("div");
  const root = element("section", { class: "cell-map" }, title, words, place);
  let made = "";
  let map = null;
  let known = null;

  function describe(cell) {
    if (cell === null || !known) return text("selected.map.point");
    const across = known.layer.convolution.positions[1];
    return text("selected.map.cell", { row: Math.floor(cell / across), column: cell % across, value: short(known.values?.[cell] ?? null) });
  }

  root.update = () => {
    const { selected, session, answer } = studio.state;
    const layer = session.layers[selected.layer - 1];
    root.hidden = !hasMaps(layer);
    if (root.hidden) return;
    const { filter, row, column } = cellOf(layer, selected.neuron);
    const [rows, columns] = layer.convolution.positions;
    if (made !== `${session.id} ${selected.layer}`) {
      made = `${session.id} ${selected.layer}`;
      map = pointable({
        columns, rows, name: text("selected.map.name", { layer: selected.layer }), describe,
        choose: (cell) => studio.select(known.layer.number, cellAt(known.layer, known.filter, Math.floor(cell / columns), cell % columns)),
      });
      place.replaceChildren(map.root);
    }
    say(title, text("selected.map.title", { filter, layer: selected.layer }));
    const all = answer?.layers[selected.layer - 1].activations;
    const values = all ? mapOf(layer, all, filter) : null;
    known = { layer, filter, values };
    paintMap(map.canvas, values ?? new Float32Array(rows * columns), layer.activation, all ? largest(all) : 1);
    map.mark(row * columns + column);
  };
  return root;
}
