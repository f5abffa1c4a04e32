// One number for each input of a neuron: as a picture where the inputs are pixels, else as bars.

import { text } from "../../texts/index.js";
import { hasMaps, patchOf, seesMaps, sourceOf } from "../../model/layers.js";
import { element } from "../element.js";
import { short } from "../numbers.js";
import { largest, paintSigned } from "../picture.js";
import { bars } from "./bars.js";
import { inputName, inputShort } from "./names.js";
import { pointable, scale } from "./pointable.js";
import { tilingOf } from "./tiles.js";

/// More bars than this tell nothing; the largest are shown.
export const mostBars = 32;

export const seesPixels = (session, layer) => layer === 1 && session.kind === "pictures" && session.inputShape.length === 2 && !hasMaps(session.layers[0]);

/// A name that fits under a bar: where many come from maps, their map.
const barName = (layer, input) => (seesMaps(layer) ? sourceShort(sourceOf(layer, input)) : `${input}`);
const sourceShort = ({ channel, row, column }) => `${channel}:${row},${column}`;

/// `name` is what it shows, `describe(input, own)` says what is under the pointer (null for nothing), where `own` is
/// the weight's place among the neuron's own, `choose(input)` is called for what is clicked.
/// `update(session, layer, values, chosen, neuron)` shows values, of a convolution those of its kernel.
export function inputField({ name, describe, choose = null, digits = 2 }) {
  const root = element("div");
  const legend = scale();
  let made = "";
  let map = null;
  let shown = null;
  let marked = null;
  let kernel = null;

  /// The weights of a kernel, which all cells of a map share: as one picture for each channel.
  function showKernel(session, layer, values, chosen, neuron) {
    const own = session.layers[layer - 1];
    if (made !== `${session.id} kernel ${layer}`) {
      made = `${session.id} kernel ${layer}`;
      const tiling = tilingOf(own);
      kernel = { tiling, patch: [] };
      map = pointable({
        columns: tiling.columns, rows: tiling.rows, name: text("selected.field.keysOfKernel", { name }),
        describe: (place) => {
          const at = place === null ? null : kernel.tiling.own(place);
          return at === null || !kernel.patch[at] ? describe(null, null) : describe(kernel.patch[at].input, at);
        },
        choose: choose && ((place) => {
          const input = kernel.patch[kernel.tiling.own(place) ?? -1]?.input ?? null;
          if (input !== null) choose(input);
        }),
      });
      map.root.classList.add("kernel-picture");
      root.replaceChildren(map.root, legend);
    }
    kernel.patch = patchOf(own, neuron);
    const size = largest(values);
    paintSigned(map.canvas, kernel.tiling.spread(values), size);
    kernel.tiling.clearGaps(map.canvas);
    legend.update(short(size));
    const at = chosen === null ? -1 : kernel.patch.findIndex(({ input }) => input === chosen);
    map.mark(at < 0 ? null : kernel.tiling.at(at));
  }

  root.update = (session, layer, values, chosen = null, neuron = null) => {
    if (hasMaps(session.layers[layer - 1])) return showKernel(session, layer, values, chosen, neuron);
    const isPicture = seesPixels(session, layer);
    if (made !== `${session.id} ${isPicture}`) {
      made = `${session.id} ${isPicture}`;
      const [rows, columns] = session.inputShape;
      map = isPicture ? pointable({ columns, rows, name: text("selected.field.keys", { name }), describe, choose }) : null;
      shown = isPicture ? null : bars({ label: name, choose, digits });
      marked = null;
      root.replaceChildren(...(isPicture ? [map.root, legend] : [shown]));
    }
    const size = largest(values);
    if (isPicture) {
      paintSigned(map.canvas, values, size);
      legend.update(short(size));
      if (marked !== chosen) map.mark(marked = chosen);
      else map.refresh();
      return;
    }
    let inputs = [...values.keys()];
    if (inputs.length > mostBars) inputs = inputs.sort((one, other) => Math.abs(values[other]) - Math.abs(values[one])).slice(0, mostBars);
    shown.update(inputs.map((input) => ({
      key: input, value: values[input], chosen: input === chosen, name: layer > 1 ? barName(session.layers[layer - 1], input) : inputShort(session, 1, input),
      title: text("selected.field.from", { name: inputName(session, layer, input) }),
    })), size);
  };
  root.refresh = () => map?.refresh();
  return root;
}
