// Layers of neurons as they are counted: a dense layer has neurons side by side, a convolution has maps of cells,
// each cell a neuron that sees a small patch. Cells are numbered row by row, the maps of a place side by side.

/// Whether gradients are those of a network, and not of one that was here before.
export const isOf = ({ layers }, backward) => Boolean(backward) && backward.layers.length === layers.length
  && layers.every(({ units }, index) => backward.layers[index].deltas.length === units);

/// Whether a layer's neurons are the cells of maps.
export const hasMaps = (layer) => Boolean(layer.convolution);

/// What the figure shows of a layer: its neurons, or its maps.
export const nodeCount = (layer) => layer.convolution?.filters ?? layer.units;

/// The neuron's place in the figure: itself, or its map.
export const nodeOf = (layer, neuron) => (layer.convolution ? neuron % layer.convolution.filters : neuron);

/// The map, row and column of a cell.
export function cellOf({ convolution }, neuron) {
  const place = Math.floor(neuron / convolution.filters);
  const across = convolution.positions[1];
  return { filter: neuron % convolution.filters, row: Math.floor(place / across), column: place % across };
}

/// The cell of a map at a row and column.
export const cellAt = ({ convolution: { filters, positions } }, filter, row, column) => (row * positions[1] + column) * filters + filter;

/// The numbers of one map, row by row, of numbers for all cells.
export function mapOf({ convolution: { filters, positions } }, values, filter) {
  const map = new Float32Array(positions[0] * positions[1]);
  for (let place = 0; place < map.length; place++) map[place] = values[place * filters + filter];
  return map;
}

/// The cell of a map that says most about it: the most active one, else that in the middle.
export function bestCell(layer, filter, values) {
  const { positions: [down, across] } = layer.convolution;
  let best = cellAt(layer, filter, down >> 1, across >> 1);
  if (!values) return best;
  for (let cell = filter; cell < layer.units; cell += layer.convolution.filters) if (values[cell] > values[best]) best = cell;
  return best;
}

/// Whether what comes into a layer are maps of the layer before, as they are or made smaller.
export const seesMaps = (layer) => layer.number > 1 && Boolean(layer.source);

/// Where the lines into a layer begin: its inputs, or the maps or pictures that they belong to.
export const sourceCount = (layer) => (layer.convolution || seesMaps(layer) ? layer.source[2] : layer.inputs);

/// The map, row and column of an input of a layer that sees maps or pictures.
export function sourceOf({ source: [, columns, channels] }, input) {
  const place = Math.floor(input / channels);
  return { channel: input % channels, row: Math.floor(place / columns), column: place % columns };
}

/// How many weights each neuron of a layer has; in a convolution the cells of a map share them.
export function weightCount({ convolution, inputs, source }) {
  return convolution ? (source[2] / convolution.groups) * convolution.kernel[0] * convolution.kernel[1] : inputs;
}

/// The weights of a neuron of all weights of its layer.
export function weightsOf(layer, neuron, values) {
  const count = weightCount(layer);
  const node = nodeOf(layer, neuron);
  return values.subarray(node * count, (node + 1) * count);
}

/// What a cell sees, weight by weight: `[{channel, line, column, weight, input}]` in the order of the weights;
/// `weight` is the place among all weights, `input` is null where the patch reaches over the edge.
export function patchOf(layer, neuron) {
  const { kernel: [lines, columns], stride, before, dilation, groups, filters } = layer.convolution;
  const [height, width, channels] = layer.source;
  const { filter, row, column } = cellOf(layer, neuron);
  const own = channels / groups;
  const first = Math.floor(filter / (filters / groups)) * own;
  const patch = [];
  for (let index = 0; index < own * lines * columns; index++) {
    const [line, across] = [Math.floor(index / columns) % lines, index % columns];
    const channel = first + Math.floor(index / (lines * columns));
    const y = row * stride[0] - before[0] + line * dilation[0];
    const x = column * stride[1] - before[1] + across * dilation[1];
    const isInside = y >= 0 && x >= 0 && y < height && x < width;
    patch.push({ channel, line, column: across, weight: filter * own * lines * columns + index, input: isInside ? (y * width + x) * channels + channel : null });
  }
  return patch;
}

/// The place of the weight between an input and a neuron among the layer's weights; null where there is none.
export function weightPlace(layer, neuron, input) {
  if (!layer.convolution) return neuron * layer.inputs + input;
  return patchOf(layer, neuron).find((one) => one.input === input)?.weight ?? null;
}

/// The neuron that an input of a layer came from: where maps were made smaller, the most active cell of those it
/// stands for. Null where that is not known.
export function originOf(session, number, input, answer) {
  const [layer, before] = [session.layers[number - 1], session.layers[number - 2]];
  if (!before) return null;
  if (!seesMaps(layer)) return before.convolution ? null : input;
  if (!before.convolution || before.convolution.filters !== layer.source[2]) return null;
  const { channel, row, column } = sourceOf(layer, input);
  const [down, across] = before.convolution.positions.map((size, index) => size / layer.source[index]);
  const values = answer?.layers[number - 2].activations;
  let best = null;
  for (let y = Math.floor(row * down); y < (row + 1) * down; y++) {
    for (let x = Math.floor(column * across); x < (column + 1) * across; x++) {
      const cell = cellAt(before, channel, y, x);
      if (best === null || values && values[cell] > values[best]) best = cell;
    }
  }
  return best;
}

/// For each neuron or map of a layer and each of its sources one number: a weight, or the sum of all weights
/// between two maps. Row by row.
export function betweenNodes(layer, values) {
  if (!values || !layer.convolution && !seesMaps(layer)) return values ?? null;
  const sources = sourceCount(layer);
  const sums = new Float32Array(nodeCount(layer) * sources);
  const count = weightCount(layer);
  const size = layer.convolution ? layer.convolution.kernel[0] * layer.convolution.kernel[1] : 0;
  for (let node = 0; node < nodeCount(layer); node++) {
    const own = layer.convolution ? sources / layer.convolution.groups : 0;
    const first = layer.convolution ? Math.floor(node / (layer.convolution.filters / layer.convolution.groups)) * own : 0;
    for (let index = 0; index < count; index++) {
      const source = layer.convolution ? first + Math.floor(index / size) : index % sources;
      sums[node * sources + source] += values[node * count + index];
    }
  }
  return sums;
}
