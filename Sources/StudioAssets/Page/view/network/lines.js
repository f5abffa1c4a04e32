// The weights as lines: blue positive, orange negative, the larger the wider. Lines of one sign and about
// one width are one path, so that thousands of them are drawn in a few milliseconds.

import { betweenNodes } from "../../model/layers.js";
import { css, palette } from "../colours.js";
import { largest } from "../picture.js";
import { sources, start } from "./arrange.js";

const classes = 5;

/// How a line of such a share of the largest weight looks. Where thousands lie over each other, each is
/// faint; the one that is looked at is always seen.
function look(share, { isDense, only, term }) {
  if (term !== null) return { width: 2 + 3 * share, opacity: 1 };
  if (!isDense) return { width: 0.4 + 2.9 * share, opacity: 0.1 + 0.8 * share };
  return only === null
    ? { width: 0.3 + 1.3 * share, opacity: 0.025 + 0.5 * share * share }
    : { width: 0.3 + 1.3 * share, opacity: 0.06 + 0.8 * share * share };
}

// Where lines begin depends on the figure alone, and there are thousands: worked out once for each figure.
const known = new WeakMap();

/// For each neuron of a layer that is shown: its number, its place, and where the line of each source begins.
function beginnings(figure, index) {
  if (!known.has(figure)) known.set(figure, []);
  const layers = known.get(figure);
  if (layers[index]) return layers[index];
  const { nodes, entry } = figure.layers[index];
  const from = sources(figure, index);
  return layers[index] = {
    inputs: from.map(({ input }) => input),
    targets: nodes.map(({ neuron, y }) => {
      const places = new Float32Array(2 * from.length);
      from.forEach((source, at) => {
        const begin = start(source, { x: entry, y });
        places.set([begin.x, begin.y], 2 * at);
      });
      return { neuron, y, places };
    }),
  };
}

/// Lines into one layer: `[{isNegative, width, opacity, ends: [x, y, x, y, …]}]`, weakest first.
/// `values` are row by row: for each neuron one for each of its inputs. `only` names one neuron, `term` one input.
export function bundles(figure, index, values, { only = null, term = null } = {}) {
  const { entry, inputs: width } = figure.layers[index];
  const { inputs, targets } = beginnings(figure, index);
  const scale = largest(values) || 1;
  const isDense = inputs.length > 100;
  const found = [];
  for (const { neuron, y, places } of targets) {
    if (only !== null && neuron !== only) continue;
    const here = new Array(2 * classes);
    for (let at = 0; at < inputs.length; at++) {
      if (term !== null && inputs[at] !== term) continue;
      const value = values[neuron * width + inputs[at]];
      if (!value) continue;
      const step = Math.min(classes - 1, Math.floor((Math.abs(value) / scale) * classes));
      const bundle = here[2 * step + (value < 0 ? 1 : 0)] ??= {
        isNegative: value < 0, step, ...look((step + 0.5) / classes, { isDense, only, term }), ends: [],
      };
      bundle.ends.push(places[2 * at], places[2 * at + 1], entry, y);
    }
    for (const bundle of here) if (bundle) found.push(bundle);
  }
  return found.sort((one, other) => one.step - other.step);
}

export const colourOf = (bundle) => css(bundle.isNegative ? palette.negative : palette.positive);

/// Draws bundles on a canvas context.
export function drawBundles(context, list) {
  for (const bundle of list) {
    const { ends } = bundle;
    context.beginPath();
    for (let at = 0; at < ends.length; at += 4) {
      context.moveTo(ends[at], ends[at + 1]);
      context.lineTo(ends[at + 2], ends[at + 3]);
    }
    context.lineWidth = bundle.width;
    context.globalAlpha = bundle.opacity;
    context.strokeStyle = colourOf(bundle);
    context.stroke();
  }
  context.globalAlpha = 1;
}

/// What the lines into each layer show: its weights, or how each should change; between maps, the sum of their
/// weights.
export function lineValues(session, weights, backward) {
  return session.layers.map((layer, index) => betweenNodes(layer, (backward
    ? backward.layers[index]?.wishes
    : weights?.tensors[`${layer.path}.weight`]?.values) ?? null));
}
