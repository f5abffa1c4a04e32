// What the steps of backpropagation are told from, gathered from the state.

import { floats } from "../../model/engine.js";
import { hasMaps, isOf, nodeOf, weightCount, weightsOf } from "../../model/layers.js";
import { hasSoftmax } from "../selected/names.js";

const decoded = new WeakMap();

/// The gradients of the weights of each layer, row by row, of the example or of its batch.
export function gradients(backward) {
  if (!decoded.has(backward)) decoded.set(backward, backward.layers.map((layer) => floats(layer.weightGradients)));
  return decoded.get(backward);
}

let chosenBefore = {};

/// The neuron that is told about: the selected one, else the hidden one whose error is largest; it stays the
/// same while the weights change under it.
function chosenNeuron({ selected, session, input, backward }) {
  if (selected) return selected;
  if (chosenBefore.session === session && chosenBefore.input === input && chosenBefore.label === backward.label) return chosenBefore;
  // Sums over neurons can be told term by term; cells are chosen by those who want them.
  const hidden = backward.layers.slice(0, -1).filter(({ number }) => !hasMaps(session.layers[number - 1]));
  let best = { layer: session.layers.length, neuron: 0, size: -1 };
  for (const { number, deltas } of hidden.length ? hidden : backward.layers) {
    deltas.forEach((delta, neuron) => {
      if (Math.abs(delta) > best.size) best = { layer: number, neuron, size: Math.abs(delta) };
    });
  }
  return chosenBefore = { ...best, session, input, label: backward.label };
}

/// All that the steps need, or null while something is missing.
export function facts(state) {
  const { backward, session, weights, settings } = state;
  if (!session || !isOf(session, backward)) return null;
  const chosen = chosenNeuron(state);
  const layer = session.layers[chosen.layer - 1];
  const last = backward.layers.at(-1);
  return {
    backward, session, weights, settings, chosen, layer, label: backward.label,
    isSoftmax: hasSoftmax(session),
    outputs: hasSoftmax(session) ? backward.probabilities : last.activations,
    // ∂L/∂ of what the outputs say: p − y for both losses.
    errors: hasSoftmax(session) ? last.deltas : last.activationGradients ?? last.deltas,
    delta: backward.layers[chosen.layer - 1].deltas[chosen.neuron],
    /// What came in to the chosen neuron's layer; the network's input as it was read.
    incoming: chosen.layer > 1 ? backward.layers[chosen.layer - 2].activations : null,
    /// The chosen neuron's gradients, one for each of its weights.
    gradient: weightsOf(layer, chosen.neuron, gradients(backward)[chosen.layer - 1]),
    /// One weight of a neuron, by its place among the neuron's own.
    weight: (number, neuron, own) => {
      const of = session.layers[number - 1];
      return weights?.tensors[`${of.path}.weight`]?.values[nodeOf(of, neuron) * weightCount(of) + own] ?? null;
    },
  };
}

/// How far two lists of numbers point the same way: 1 for the same, 0 for nothing in common, −1 for opposite;
/// null where one of them is all zeros.
export function cosine(one, other) {
  let [product, oneSquare, otherSquare] = [0, 0, 0];
  for (let index = 0; index < one.length; index++) {
    product += one[index] * other[index];
    oneSquare += one[index] ** 2;
    otherSquare += other[index] ** 2;
  }
  return oneSquare && otherSquare ? product / Math.sqrt(oneSquare * otherSquare) : null;
}
