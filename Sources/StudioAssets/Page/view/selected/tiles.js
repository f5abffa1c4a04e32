// The kernels of a convolution side by side, one for each channel that it sees, as one picture with gaps.

/// Where everything lies: `{columns, rows}` of the picture, `at(own)` the place of a weight of the kernel in it,
/// `own(place)` the weight at a place, null in a gap.
export function tiling(channels, [lines, columns]) {
  const wide = channels <= 3 ? channels : channels <= 16 ? 4 : 8;
  const size = lines * columns;
  const all = [wide * (columns + 1) - 1, Math.ceil(channels / wide) * (lines + 1) - 1];
  const at = (own) => {
    const [channel, place] = [Math.floor(own / size), own % size];
    const row = Math.floor(channel / wide) * (lines + 1) + Math.floor(place / columns);
    return row * all[0] + (channel % wide) * (columns + 1) + (place % columns);
  };
  const places = new Map(Array.from({ length: channels * size }, (_, own) => [at(own), own]));
  return {
    columns: all[0], rows: all[1], at,
    own: (place) => places.get(place) ?? null,
    /// Numbers of the kernel where they lie in the picture; gaps are 0.
    spread(values) {
      const result = new Float32Array(all[0] * all[1]);
      for (let own = 0; own < values.length; own++) result[at(own)] = values[own];
      return result;
    },
    /// What has been painted between the tiles goes.
    clearGaps(canvas) {
      const context = canvas.getContext("2d");
      for (let x = columns; x < all[0]; x += columns + 1) context.clearRect(x, 0, 1, all[1]);
      for (let y = lines; y < all[1]; y += lines + 1) context.clearRect(0, y, all[0], 1);
      for (let own = channels; own % wide; own++) {
        const place = at(own * size);
        context.clearRect(place % all[0], Math.floor(place / all[0]), columns, lines);
      }
    },
  };
}

/// The tiling of a layer's kernels.
export const tilingOf = ({ source, convolution }) => tiling(source[2] / convolution.groups, convolution.kernel);
