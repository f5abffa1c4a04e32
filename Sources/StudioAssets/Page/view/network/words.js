// The network, and what it does, in words.

import { text } from "../../texts/index.js";
import { cellOf, weightCount } from "../../model/layers.js";
import { count } from "../numbers.js";

/// The sizes of its layers: 784 – 16 – 16 – 10; of maps 8 maps 24×24.
export const sizesOf = (session, between = " – ") => [count(session.inputCount), ...session.layers.map(sizeOf)].join(between);

/// The size of a layer: how many neurons, or how many maps of which size.
export function sizeOf({ units, convolution }) {
  if (!convolution) return count(units);
  const [rows, columns] = convolution.positions;
  return text("network.maps", { count: count(convolution.filters), rows, columns });
}

/// What is shown bright while a neuron is selected.
export function selectedWords({ session, selected }) {
  const layer = session?.layers[selected.layer - 1];
  if (!layer?.convolution) return text("network.selected", selected);
  return text("network.selectedCell", { layer: selected.layer, ...cellOf(layer, selected.neuron) });
}

/// What happens in a step of the forward pass.
export function stepWords({ session, answer }, at) {
  if (!answer) return text("network.caption.nothing");
  if (at === 0) return text(`network.caption.${session.kind === "pictures" ? "input" : "values"}`, { count: count(session.inputCount) });
  const layer = session.layers[at - 1];
  if (!layer) return text("network.caption.answer", { name: session.classes[answer.answer] ?? answer.answer });
  if (layer.convolution) {
    const act = ["relu", "sigmoid", "tanh"].includes(layer.activation) ? layer.activation : "other";
    return text("network.caption.maps", {
      layer: at, count: count(layer.convolution.filters), inputs: count(weightCount(layer)), kernel: layer.convolution.kernel.join(" × "),
      act: text(`network.acts.${act}`, { name: layer.activation }),
    });
  }
  const sizes = { layer: at, inputs: count(layer.inputs), count: count(layer.units) };
  if (at === session.layers.length) return text(`network.caption.${session.interpretation === "classLogits" ? "outputs" : "values2"}`, sizes);
  const act = ["relu", "sigmoid", "tanh"].includes(layer.activation) ? layer.activation : "other";
  return text("network.caption.layer", { ...sizes, act: text(`network.acts.${act}`, { name: layer.activation }) });
}
