// What each neuron shows at this moment, as numbers: the same for the page, for moving pictures and for files.

import { bytes } from "../../model/engine.js";
import { nodeCount } from "../../model/layers.js";
import { brightness } from "../colours.js";
import { largest } from "../picture.js";

/// For each layer its activations and how lit each neuron is, 0…1; outputs show their probability.
export function lights(session, answer) {
  return session.layers.map((layer, index) => {
    if (!answer) return { values: new Array(nodeCount(layer)).fill(null), shares: new Array(nodeCount(layer)).fill(0) };
    const isLast = index === session.layers.length - 1;
    const hasShares = isLast && session.interpretation === "classLogits";
    const values = hasShares ? answer.probabilities : answer.layers[index].activations;
    const name = hasShares ? "softmax" : layer.activation;
    // Maps are painted, not lit.
    if (layer.convolution) return { values, shares: null };
    const most = largest(values);
    return { values, shares: values.map((value) => brightness(value, name, most)) };
  });
}

/// What the network reads as numbers: pixels between 0 and 1, or coordinates.
export function inputValues(session, answer) {
  if (!answer) return null;
  if (session.kind === "pictures") return answer.pixels ? Array.from(bytes(answer.pixels), (byte) => byte / 255) : null;
  return answer.values;
}
