// The maps of convolutions as small pictures: what each cell says now, what the next layer sees of it, and the
// kernel that all cells share.

import { cellOf, isOf, mapOf, patchOf, seesMaps, weightsOf } from "../../model/layers.js";
import { shape } from "../element.js";
import { largest, paintShares, paintSigned, picture } from "../picture.js";

/// Whether numbers below zero mean something after a function.
const isSigned = (name) => ["identity", "tanh"].includes(name);

/// Paints numbers of a map: lit where active, in the two colours where their sign counts.
export function paintMap(canvas, values, name, scale) {
  if (isSigned(name)) paintSigned(canvas, values, scale);
  else paintShares(canvas, values.map((value) => value / (scale || 1)));
}

function tile(columns, rows, x, y, size, className) {
  const canvas = picture(columns, rows, "", `picture ${className}`);
  canvas.setAttribute("aria-hidden", "true");
  canvas.removeAttribute("role");
  canvas.removeAttribute("aria-label");
  Object.assign(canvas.style, { left: `${x}px`, top: `${y - size / 2}px`, width: `${size}px`, height: `${size}px` });
  return { canvas, x, y: y - size / 2, size };
}

/// The pictures of a figure's maps: `{hosts, tiles, paint(state, through), paintKernels(session, values)}`.
export function maps(figure) {
  const list = figure.layers.filter(({ map }) => map).flatMap((layer) => layer.nodes.map(({ neuron, x, y }) => ({
    layer, neuron,
    map: tile(layer.map.columns, layer.map.rows, x - layer.radius, y, 2 * layer.radius, "map"),
    pooled: layer.pooled ? tile(layer.pooled.columns, layer.pooled.rows, layer.right - layer.pooled.size, y, layer.pooled.size, "map pooled") : null,
    kernel: layer.thumb ? tile(1, 1, layer.entry, y, layer.thumb, "map kernel") : null,
  })));
  const tiles = list.flatMap(({ map, pooled, kernel }) => [map, pooled, kernel].filter(Boolean));

  return {
    list, tiles,
    hosts: tiles.map(({ canvas }) => canvas),
    /// The numbers of the present answer; in backward direction how each cell's sum should change.
    paint({ session, answer, backward, direction }, through) {
      const isBackward = direction === "backward" && isOf(session, backward);
      const scales = [];
      for (const { layer, neuron, map, pooled } of list) {
        const index = layer.number - 1;
        const own = session.layers[index];
        const next = session.layers[index + 1];
        const isLit = answer && layer.number <= through;
        const values = isLit ? (isBackward ? backward.layers[index].deltas : answer.layers[index].activations) : null;
        const seen = isLit ? answer.layers[index + 1]?.inputs : null;
        scales[index] ??= values ? largest(values) : 1;
        const cells = values ? mapOf(own, values, neuron) : new Float32Array(layer.map.rows * layer.map.columns);
        if (isBackward && values) paintSigned(map.canvas, cells.map((value) => -value), scales[index]);
        else paintMap(map.canvas, cells, layer.function, scales[index]);
        if (!pooled) continue;
        const smaller = seen && seesMaps(next) ? channelOf(next, seen, neuron) : new Float32Array(layer.pooled.rows * layer.pooled.columns);
        paintMap(pooled.canvas, smaller, layer.function, isBackward ? largest(smaller) : scales[index]);
      }
    },
    /// The kernels, of the weights of each layer or of how they should change.
    paintKernels(session, values) {
      for (const { layer, neuron, kernel } of list) {
        const all = kernel && values(layer.number - 1);
        if (!all) continue;
        const { convolution } = session.layers[layer.number - 1];
        const [rows, columns] = convolution.kernel;
        if (kernel.canvas.width !== columns || kernel.canvas.height !== rows) Object.assign(kernel.canvas, { width: columns, height: rows });
        paintSigned(kernel.canvas, weightsOf(session.layers[layer.number - 1], neuron, all));
      }
    },
  };
}

/// One channel, row by row, of what comes into a layer.
export function channelOf({ source: [rows, columns, channels] }, values, channel) {
  const result = new Float32Array(rows * columns);
  for (let place = 0; place < result.length; place++) result[place] = values[place * channels + channel];
  return result;
}

/// The marks of a selected cell: a frame around it, and around the patch that it sees.
export function cellMarks(figure, session, { layer: number, neuron }) {
  const layer = session.layers[number - 1];
  const drawn = figure.layers[number - 1];
  if (!layer?.convolution || !drawn) return [];
  const { filter, row, column } = cellOf(layer, neuron);
  const frame = (x, y, width, height, className) => shape("rect", { x, y, width, height, class: className });
  const marks = [];
  const node = drawn.nodes.find((one) => one.neuron === filter);
  if (node) {
    const side = 2 * drawn.radius / Math.max(drawn.map.columns, drawn.map.rows);
    marks.push(frame(node.x - drawn.radius + column * side, node.y - drawn.radius + row * side, side, side, "cell"));
  }
  const patch = patchOf(layer, neuron).filter(({ input }) => input !== null);
  const [height, width, channels] = layer.source;
  const places = patch.map(({ input }) => Math.floor(input / channels));
  const rows = places.map((place) => Math.floor(place / width));
  const columns = places.map((place) => place % width);
  const [top, left] = [Math.min(...rows), Math.min(...columns)];
  const [down, across] = [Math.max(...rows) - top + 1, Math.max(...columns) - left + 1];
  const around = (x, y, size) => {
    const side = size / Math.max(width, height);
    marks.push(frame(x + left * side, y + top * side, across * side, down * side, "patch"));
  };
  if (number === 1) around(figure.input.x, figure.input.y, figure.input.size);
  else {
    const seen = new Set(patch.map(({ channel }) => channel));
    const before = figure.layers[number - 2];
    for (const { neuron: channel, x, y } of before.nodes) {
      if (!seen.has(channel)) continue;
      if (before.pooled) around(before.right - before.pooled.size, y - before.pooled.size / 2, before.pooled.size);
      else if (before.map) around(x - before.radius, y - before.radius, 2 * before.radius);
    }
  }
  return marks;
}
