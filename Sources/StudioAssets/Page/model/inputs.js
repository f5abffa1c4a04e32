// What the network reads. In the state, a drawing is its strokes; the engine gets its pixels.

import { base64 } from "./engine.js";
import { rasterise, side } from "./drawing.js";

/// Whether there is anything to read.
export const isBlank = (input) => input?.kind === "drawing" && input.strokes.length === 0;

/// The input in the engine's words.
export function forEngine(input) {
  // The way that a picture has come stays here: the engine needs its pixels alone.
  if (input.kind === "pixels") return { kind: "pixels", pixels: input.pixels };
  if (input.kind !== "drawing") return input;
  return { kind: "drawing", width: side, height: side, ink: base64(rasterise(input.strokes)) };
}
