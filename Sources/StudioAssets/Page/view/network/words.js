// The network, and what it does, in words.

import { text } from "../../texts/index.js";
import { count } from "../numbers.js";

/// The sizes of its layers: 784 – 16 – 16 – 10.
export const sizesOf = (session) => [session.inputCount, ...session.layers.map(({ units }) => units)].map(count).join(" – ");

/// What happens in a step of the forward pass.
export function stepWords({ session, answer }, at) {
  if (!answer) return text("network.caption.nothing");
  if (at === 0) return text(`network.caption.${session.kind === "pictures" ? "input" : "values"}`, { count: count(session.inputCount) });
  const layer = session.layers[at - 1];
  if (!layer) return text("network.caption.answer", { name: session.classes[answer.answer] ?? answer.answer });
  const sizes = { layer: at, inputs: count(layer.inputs), count: count(layer.units) };
  if (at === session.layers.length) return text(`network.caption.${session.interpretation === "classLogits" ? "outputs" : "values2"}`, sizes);
  const act = ["relu", "sigmoid", "tanh"].includes(layer.activation) ? layer.activation : "other";
  return text("network.caption.layer", { ...sizes, act: text(`network.acts.${act}`, { name: layer.activation }) });
}
