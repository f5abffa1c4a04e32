// The toy neurons of the first scenes. These few sums are computed here, on the page; every number of the
// digit network is the engine's own.

/// The threshold: activated or not.
export const step = (z) => (z > 0 ? 1 : 0);

/// z = w₁x₁ + w₂x₂ + … + b
export const weightedSum = (inputs, weights, bias) => inputs.reduce((sum, input, index) => sum + input * weights[index], bias);

/// What each neuron of each layer says, for layers `[[{weights, bias}, …], …]` of threshold units.
export function forward(layers, inputs) {
  const said = [];
  for (const layer of layers) {
    const before = said.at(-1) ?? inputs;
    said.push(layer.map(({ weights, bias }) => step(weightedSum(before, weights, bias))));
  }
  return said;
}

/// The four rows of a truth table of two inputs.
export const rows = [[0, 0], [0, 1], [1, 0], [1, 1]];

/// What the three goals want for each row.
export const goals = { and: [0, 0, 0, 1], or: [0, 1, 1, 1], xor: [0, 1, 1, 0] };

/// Two layers that do XOR: at least one, and not both.
export const xorLayers = [
  [{ weights: [1, 1], bias: -0.5 }, { weights: [-1, -1], bias: 1.5 }],
  [{ weights: [1, 1], bias: -1.5 }],
];

/// Two layers of one input: three neurons, and one that adds them up. `between` is the function between.
export const bend = {
  first: [{ weight: 1.6, bias: 1.2 }, { weight: 1.4, bias: -0.2 }, { weight: -1.1, bias: -1.3 }],
  second: { weights: [1.4, -2.4, -1.6], bias: -0.6 },
};
export const bent = (x, between) => weightedSum(
  bend.first.map(({ weight, bias }) => between(weight * x + bias)), bend.second.weights, bend.second.bias);
/// Without a function between, both layers are this one line.
export const line = {
  slope: bend.first.reduce((sum, { weight }, index) => sum + weight * bend.second.weights[index], 0),
  height: bent(0, (z) => z),
};
