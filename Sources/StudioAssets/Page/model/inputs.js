// What the network reads. In the state, a drawing is its strokes; the engine gets its pixels.

import { base64 } from "./engine.js";
import { rasterise, side } from "./drawing.js";

/// A drawing smaller than this, in the pad's units, is a dot where a digit begins: no need to ask about it.
const smallest = 60;

function extent(strokes) {
  const side = (first) => {
    const places = strokes.flatMap(({ points }) => points.filter((_, index) => index % 2 === first));
    return places.reduce((most, place) => Math.max(most, place), 0) - places.reduce((least, place) => Math.min(least, place), Infinity);
  };
  return strokes.length ? Math.max(side(0), side(1)) + Math.max(...strokes.map(({ width }) => width)) : 0;
}

/// Whether there is nothing to read yet.
export const isBlank = (input) => input?.kind === "drawing" && extent(input.strokes) < smallest;

/// The input in the engine's words.
export function forEngine(input) {
  // The way that a picture has come stays here: the engine needs its pixels alone.
  if (input.kind === "pixels") return { kind: "pixels", pixels: input.pixels };
  if (input.kind !== "drawing") return input;
  return { kind: "drawing", width: side, height: side, ink: base64(rasterise(input.strokes)) };
}
