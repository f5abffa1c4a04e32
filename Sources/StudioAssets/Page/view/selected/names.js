// What neurons and inputs are called in sentences.

import { text } from "../../texts/index.js";
import { cellOf, hasMaps, patchOf, seesMaps, sourceOf } from "../../model/layers.js";

const isLast = (session, layer) => layer === session.layers.length;

/// "Neuron 3 of hidden layer 1", "Output 7"; for classes that are words, "Output 1, “blue”".
export function neuronTitle(session, layer, neuron) {
  const own = session.layers[layer - 1];
  if (hasMaps(own)) return text("selected.name.cell", { layer, ...cellOf(own, neuron) });
  if (!isLast(session, layer)) return text("selected.name.hidden", { neuron, layer });
  const name = session.classes[neuron] ?? `${neuron}`;
  return name === `${neuron}` ? text("selected.name.output", { neuron }) : text("selected.name.outputNamed", { neuron, name });
}

/// The same within a sentence.
export const neuronName = (session, layer, neuron) => {
  const title = neuronTitle(session, layer, neuron);
  return title[0].toLowerCase() + title.slice(1);
};

/// An input of a layer in few letters: "pixel 12, 9" (row, column), "x", "neuron 3".
export function inputShort(session, layer, input) {
  const own = session.layers[layer - 1];
  if (seesMaps(own)) return text("selected.name.placeShort", sourceOf(own, input));
  if (layer > 1) return text("selected.name.neuron", { neuron: input });
  if (session.kind === "points") return ["x", "y"][input] ?? `${input}`;
  const columns = session.inputShape[1];
  return text("selected.name.pixelShort", { row: Math.floor(input / columns), column: input % columns });
}

/// The same in full: "pixel in row 12, column 9".
export function inputName(session, layer, input) {
  const own = session.layers[layer - 1];
  if (seesMaps(own)) return text("selected.name.place", { ...sourceOf(own, input), layer: layer - 1 });
  if (layer > 1) return neuronName(session, layer - 1, input);
  if (session.kind === "points") return text("selected.name.coordinate", { name: inputShort(session, 1, input) });
  const columns = session.inputShape[1];
  return text("selected.name.pixel", { row: Math.floor(input / columns), column: input % columns });
}

/// A weight of a neuron by its place among the neuron's own: where it comes from, or its place in the kernel.
export function weightName(session, layer, neuron, own) {
  const { convolution, source } = session.layers[layer - 1];
  if (!convolution) return inputName(session, layer, own);
  const { line, column, channel } = patchOf(session.layers[layer - 1], neuron)[own];
  return text(source[2] === 1 ? "selected.name.kernelPlace" : "selected.name.kernelPlaceOf", { line, column, channel });
}

/// The class of an output: "7", "blue".
export const className = (session, output) => session.classes[output] ?? `${output}`;

/// Whether the outputs become probabilities by softmax.
export const hasSoftmax = (session) => session.interpretation === "classLogits";
