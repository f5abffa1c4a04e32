// Activation functions, for drawing only: every number on the page that a neuron has comes from the engine.

const sigmoid = (z) => 1 / (1 + Math.exp(-z));
const density = (z) => Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);

/// The normal distribution function, to 7 decimals. Source: Abramowitz and Stegun, "Handbook of
/// Mathematical Functions", 1964, formula 26.2.17.
function normal(z) {
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const tail = density(z) * t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return z < 0 ? tail : 1 - tail;
}

/// By the engine's names: the function, its derivative, and the heights between which all of it lies
/// (null where it has no bound).
export const functions = {
  identity: { value: (z) => z, slope: () => 1, low: null, high: null },
  sigmoid: { value: sigmoid, slope: (z) => sigmoid(z) * (1 - sigmoid(z)), low: 0, high: 1 },
  tanh: { value: Math.tanh, slope: (z) => 1 - Math.tanh(z) ** 2, low: -1, high: 1 },
  relu: { value: (z) => Math.max(z, 0), slope: (z) => (z > 0 ? 1 : 0), low: 0, high: null },
  leakyReLU: { value: (z) => Math.max(z, 0.01 * z), slope: (z) => (z > 0 ? 1 : 0.01), low: null, high: null },
  elu: { value: (z) => (z > 0 ? z : Math.expm1(z)), slope: (z) => (z > 0 ? 1 : Math.exp(z)), low: -1, high: null },
  gelu: { value: (z) => z * normal(z), slope: (z) => normal(z) + z * density(z), low: -0.17, high: null },
  silu: { value: (z) => z * sigmoid(z), slope: (z) => sigmoid(z) * (1 + z * (1 - sigmoid(z))), low: -0.28, high: null },
  softplus: { value: (z) => Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))), slope: sigmoid, low: 0, high: null },
  step: { value: (z) => (z >= 0 ? 1 : 0), slope: () => 0, low: 0, high: 1 },
};

/// The function of a name; one that is not known is drawn as the sum itself.
export const functionNamed = (name) => functions[name] ?? functions.identity;
