// Where everything in the figure lies: one function for the page and for the pictures one can take away.

import { hasMaps, nodeCount, seesMaps, sourceCount } from "../../model/layers.js";

/// Layers wider than this are folded; outputs have names, so more of them are shown.
const widest = 16;
const mostOutputs = 32;
const half = widest / 2;

const header = 44;
const footer = 12;

const range = (from, to) => Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);

/// Whether not all neurons of a layer are shown.
export const isFolded = (layer, isLast) => layer.units > (isLast ? mostOutputs : widest);

/// The page of a folded layer on which a neuron is seen: null for its ends.
export const pageOf = (layer, neuron) => (neuron < half || neuron >= layer.units - half ? null : Math.floor(neuron / widest));

/// The neurons of a page, first and last.
export const pageRange = (layer, page) => [page * widest, Math.min(layer.units, (page + 1) * widest) - 1];

/// The pages that follow each other when one goes through a folded layer; null is its ends.
export function nextPage(layer, page, step) {
  const pages = [null, ...range(0, Math.ceil(layer.units / widest))];
  return pages[(pages.indexOf(page) + step + pages.length) % pages.length];
}

function rowsOf(layer, isLast, page) {
  if (!isFolded(layer, isLast)) return { rows: range(0, layer.units), slots: layer.units, at: (row) => row };
  // A folded layer takes as many rows on each page, so that nothing moves when one turns it.
  if (page === null) {
    return {
      rows: [...range(0, half), ...range(layer.units - half, layer.units)], slots: widest + 2,
      at: (row) => (row < half ? row : row + 2), fold: [{ step: 1, slot: half + 0.5 }],
    };
  }
  const [from, to] = pageRange(layer, page);
  return { rows: range(from, to + 1), slots: widest + 2, at: (row) => row + 1, fold: [{ step: -1, slot: 0 }, { step: 1, slot: widest + 1 }] };
}

/// The figure for a session within `width` pixels. `pages` has the page of each folded layer, by number.
/// Gives `{width, height, input, layers: [{number, x, entry, radius, thumb, nodes: [{neuron, x, y}], …}], labels}`.
/// A layer of maps has a node for each map, `map: {rows, columns}`, and `pooled`, `{rows, columns, size}`, where the
/// next layer sees them smaller.
export function arrange(session, width, pages = {}) {
  const isPictures = session.kind === "pictures";
  const last = session.layers.length - 1;
  const hasPictures = session.layers.some(hasMaps);
  const columns = session.layers.map((whole, index) => {
    const layer = { ...whole, units: nodeCount(whole) };
    return { layer, isLast: index === last, ...rowsOf(layer, index === last, pages[layer.number] ?? null) };
  });
  const slots = Math.max(...columns.map((column) => column.slots));
  // Few neurons need no tall figure, many need room for a finger each.
  const body = Math.max(slots * 25, Math.min(700, Math.max(420, width * 0.86), Math.max(300, slots * 58)));
  const height = header + body + footer;
  const isNarrow = width < 520;
  const narrowestGap = isNarrow || hasPictures ? 36 : 58;

  const size = isPictures ? Math.max(64, Math.min(210, width * 0.2)) : 0;
  const hasBrace = isPictures && !isNarrow && !hasPictures;
  const brace = hasBrace ? 44 : isNarrow ? 4 : 14;
  const input = isPictures
    ? { x: brace, y: header + (body - size) / 2, size, right: brace + size, hasBrace }
    : { nodes: range(0, session.inputCount).map((neuron) => ({ neuron, x: brace + 18, y: header + body * (session.inputCount === 1 ? 0.5 : 0.36 + (0.28 * neuron) / (session.inputCount - 1)) })), radius: 15, right: brace + 33 };

  const longest = Math.min(9, Math.max(...session.classes.map((name) => name.length), 1));
  const labels = { name: 8 + longest * 8.5, bar: isNarrow ? 0 : width < 640 ? 34 : 58, number: isNarrow ? 38 : 44 };
  const labelWidth = labels.name + labels.bar + labels.number + 12;

  const sized = columns.map((column, index) => {
    const pitch = Math.min(56, body / column.slots);
    const map = column.layer.convolution ? { rows: column.layer.convolution.positions[0], columns: column.layer.convolution.positions[1] } : null;
    const hasThumbs = map ? index === 0 && sourceCount(column.layer) === 1 : isPictures ? index === 0 && pitch >= 24 : pitch >= 22;
    const radius = map ? Math.max(9, Math.min(isNarrow ? 15 : 27, pitch / 2 - 3)) : Math.max(8, Math.min(isNarrow ? 10 : 15, pitch * 0.36));
    const thumb = Math.min(pitch - 3, map ? (isNarrow ? 14 : 24) : isNarrow ? 22 : 40);
    return { ...column, pitch, radius, thumb: hasThumbs ? thumb : 0, map, pooled: map ? pooled(map, session.layers[index + 1], radius) : null };
  });
  const taken = sized.reduce((sum, { thumb, radius, pooled }) => sum + (thumb ? thumb + 4 : 0) + 2 * radius + (pooled ? pooled.size + 4 : 0), 0);
  const gap = Math.max(narrowestGap, (width - input.right - labelWidth - taken - 6) / sized.length);

  let x = input.right;
  const layers = sized.map(({ layer, isLast, pitch, radius, thumb, map, pooled, rows, slots: used, at, fold }) => {
    const entry = x + gap;
    const centre = entry + (thumb ? thumb + 4 : 0) + radius;
    x = centre + radius + (pooled ? pooled.size + 4 : 0);
    const top = header + (body - used * pitch) / 2 + pitch / 2;
    const nodes = rows.map((neuron, row) => ({ neuron, x: centre, y: top + at(row) * pitch }));
    return {
      number: layer.number, units: layer.units, inputs: sourceCount(layer), function: layer.activation, isLast,
      map, pooled, x: centre, right: x, entry, radius, thumb, pitch, nodes, page: pages[layer.number] ?? null,
      fold: fold?.map(({ step, slot }) => ({ step, x: centre, y: top + slot * pitch })) ?? [],
    };
  });
  // Room for a title: to the middle of the nearest neighbours.
  const middles = [input.right - (isPictures ? size / 2 : 15), ...layers.map(({ thumb, entry, x, radius }) => (thumb ? (entry + x + radius) / 2 : x))];
  layers.forEach((layer, index) => {
    layer.middle = middles[index + 1];
    const nearest = Math.min(...[middles[index], middles[index + 2]].filter(Number.isFinite).map((other) => Math.abs(other - layer.middle)));
    layer.room = Math.min(140, nearest);
  });
  return {
    width: Math.max(width, x + labelWidth), height, header, input, layers, labels, isPictures, shape: session.inputShape,
  };
}

/// How maps look to the next layer, where that sees them smaller.
function pooled({ rows, columns }, next, radius) {
  if (!next || !seesMaps(next) || next.source[0] === rows && next.source[1] === columns) return null;
  return { rows: next.source[0], columns: next.source[1], size: Math.max(9, Math.round(2 * radius * next.source[1] / columns)) };
}

/// Where the lines into a layer begin: of each input of it that is shown, its number and place.
export function sources({ input, layers, isPictures, shape }, index) {
  if (index > 0) return layers[index - 1].nodes.map(({ neuron, y }) => ({ input: neuron, x: layers[index - 1].right, y }));
  if (!isPictures) return input.nodes.map(({ neuron, x, y }) => ({ input: neuron, x: x + input.radius, y }));
  if (layers[0].map) return [{ input: 0, x: input.right, y: input.y + input.size / 2 }];
  const [rows, columns] = shape;
  const side = input.size / Math.max(rows, columns);
  return range(0, rows * columns).map((pixel) => ({
    input: pixel, edges: { right: input.right, top: input.y, bottom: input.y + input.size },
    x: input.x + ((pixel % columns) + 0.5) * side, y: input.y + (Math.floor(pixel / columns) + 0.5) * side,
  }));
}

/// Where a line from a source is first seen: pixels lie behind the picture's edges.
export function start({ x, y, edges }, target) {
  if (!edges) return { x, y };
  const [across, down] = [target.x - x, target.y - y];
  const upright = down === 0 ? Infinity : ((down < 0 ? edges.top : edges.bottom) - y) / down;
  const share = Math.min((edges.right - x) / across, upright);
  return { x: x + across * share, y: y + down * share };
}
