// The two colours of signs and the brightness of activations: the same everywhere on the page.


const style = getComputedStyle(document.documentElement);
const read = (name) => style.getPropertyValue(name).trim();
const parse = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));

/// The colours of the present theme, as `[red, green, blue]`.
export const palette = {};

/// Reads the theme's colours again.
export function refreshPalette() {
  for (const name of ["positive", "negative", "dark", "lit", "paper", "ink", "line"]) palette[name] = parse(read(`--${name}`));
}
refreshPalette();
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", refreshPalette);

const mix = (from, to, share) => from.map((part, index) => Math.round(part + (to[index] - part) * share));
export const css = ([red, green, blue]) => `rgb(${red} ${green} ${blue})`;

/// A signed number as a colour: from the ground (nothing) to blue (`scale`) or orange (−`scale`).
export function signed(value, scale, ground = palette.dark) {
  const share = Math.min(1, Math.abs(value) / (scale || 1));
  return mix(ground, value < 0 ? palette.negative : palette.positive, share);
}

/// How lit a neuron is, 0…1: the more active, the brighter. `largest` is the largest activation of its layer.
export function brightness(activation, functionName, largest) {
  if (functionName === "tanh") return (activation + 1) / 2;
  return Math.max(0, Math.min(1, activation / Math.max(largest, functionName === "sigmoid" || functionName === "softmax" || functionName === "step" ? 1 : 1e-9)));
}

/// The colour of a neuron or pixel that is lit so much.
export const lit = (share) => mix(palette.dark, palette.lit, Math.max(0, Math.min(1, share)));
