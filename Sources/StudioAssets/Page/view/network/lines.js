// The weights as lines: blue positive, orange negative, the larger the wider. Lines of one sign and about
// one width are one path, so that thousands of them are drawn in a few milliseconds.

import { css, palette } from "../colours.js";
import { largest } from "../picture.js";
import { sources, start } from "./arrange.js";

const classes = 5;

/// How a line of such a share of the largest weight looks. Where thousands lie over each other, each is faint.
function look(share, isDense, isAlone) {
  if (!isDense) return { width: 0.4 + 2.9 * share, opacity: 0.1 + 0.8 * share };
  return { width: 0.3 + 1.3 * share, opacity: (isAlone ? 0.06 : 0.025) + (isAlone ? 0.8 : 0.5) * share * share };
}

/// Lines into one layer: `[{isNegative, width, opacity, ends: [x, y, x, y, …]}]`, weakest first.
/// `values` are row by row: for each neuron one for each of its inputs. `only` names one neuron, `term` one input.
export function bundles(figure, index, values, { only = null, term = null } = {}) {
  const { nodes, entry, inputs } = figure.layers[index];
  const from = sources(figure, index).filter((source) => term === null || source.input === term);
  const scale = largest(values) || 1;
  const isDense = from.length > 100;
  const found = [];
  for (const node of nodes) {
    if (only !== null && node.neuron !== only) continue;
    const target = { x: entry, y: node.y };
    const here = new Map();
    for (const source of from) {
      const value = values[node.neuron * inputs + source.input];
      if (!value) continue;
      const step = Math.min(classes - 1, Math.floor((Math.abs(value) / scale) * classes));
      const key = step * 2 + (value < 0 ? 1 : 0);
      let bundle = here.get(key);
      if (!bundle) here.set(key, bundle = { isNegative: value < 0, step, ...look((step + 0.5) / classes, isDense, only !== null), ends: [] });
      const begin = start(source, target);
      bundle.ends.push(begin.x, begin.y, target.x, target.y);
    }
    found.push(...here.values());
  }
  return found.sort((one, other) => one.step - other.step);
}

export const colourOf = (bundle) => css(bundle.isNegative ? palette.negative : palette.positive);

/// Draws bundles on a canvas context.
export function drawBundles(context, list, stronger = 1) {
  for (const bundle of list) {
    const { ends } = bundle;
    context.beginPath();
    for (let at = 0; at < ends.length; at += 4) {
      context.moveTo(ends[at], ends[at + 1]);
      context.lineTo(ends[at + 2], ends[at + 3]);
    }
    context.lineWidth = bundle.width * stronger;
    context.globalAlpha = Math.min(1, bundle.opacity * stronger);
    context.strokeStyle = colourOf(bundle);
    context.stroke();
  }
  context.globalAlpha = 1;
}

/// What the lines into each layer show: its weights, or the gradient that reaches them.
export function lineValues(session, weights, backward) {
  return session.layers.map((layer, index) => (backward
    ? backward.layers[index]?.gradients
    : weights?.tensors[`${layer.path}.weight`]?.values) ?? null);
}
