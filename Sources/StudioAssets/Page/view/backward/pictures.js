// Pictures of what the weights of a layer should do.

import { text } from "../../texts/index.js";
import { nodeCount, weightCount } from "../../model/layers.js";
import { element } from "../element.js";
import { paintSigned, picture } from "../picture.js";

/// More small pictures than this are not looked at.
const mostTiles = 36;

/// Numbers for every weight of a layer, as one small picture for each neuron that sees pixels, else as one
/// picture with a row for each neuron. `update(numbers, scale)` paints.
export function layerPicture(session, number) {
  const layer = session.layers[number - 1];
  const [inputs, units] = [weightCount(layer), nodeCount(layer)];
  const isKernel = layer.convolution && layer.source[2] === 1;
  const [rows, columns] = isKernel ? layer.convolution.kernel : session.inputShape;
  if (!isKernel && layer.convolution || number > 1 || session.kind !== "pictures" || session.inputShape.length !== 2) {
    const canvas = picture(inputs, units, text("backward.pictures.matrix", { layer: number }), "picture matrix");
    return { root: canvas, update: (numbers, scale) => paintSigned(canvas, numbers, scale) };
  }
  const count = Math.min(units, mostTiles);
  const tiles = Array.from({ length: count }, () => element("canvas", { width: columns, height: rows, class: "picture", "aria-hidden": "true" }));
  return {
    root: element("div", { class: "tiles", role: "img", "aria-label": text("backward.pictures.tiles", { count }) }, ...tiles),
    update: (numbers, scale) => tiles.forEach((tile, neuron) => paintSigned(tile, numbers.subarray(neuron * inputs, (neuron + 1) * inputs), scale)),
  };
}

/// The opposite of a gradient: the direction in which the loss falls.
export const against = (gradient) => gradient.map((value) => -value);
