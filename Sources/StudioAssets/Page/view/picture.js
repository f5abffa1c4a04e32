// Small pictures of numbers: what the network sees, and weights over its pixels.

import { bytes } from "../model/engine.js";
import { element } from "./element.js";
import { lit, palette, signed } from "./colours.js";

/// A canvas of `columns` × `rows` numbers, each one pixel, which style makes as large as is wanted.
/// `name` is what a screen reader says.
export function picture(columns, rows, name, className = "picture") {
  return element("canvas", { width: columns, height: rows, class: className, role: "img", "aria-label": name });
}

// Colours are looked up: many pictures are painted many times a second.
const steps = 510;
const ramps = new Map();

function ramp(colour) {
  const found = ramps.get(colour);
  if (found?.dark === palette.dark && found.lit === palette.lit) return found.colours;
  const colours = Uint32Array.from({ length: steps + 1 }, (_, step) => {
    const [red, green, blue] = colour(step / steps);
    return new Uint32Array(new Uint8Array([red, green, blue, 255]).buffer)[0];
  });
  ramps.set(colour, { ...palette, colours });
  return colours;
}

function paint(canvas, count, colour, share) {
  const context = canvas.getContext("2d");
  const image = context.createImageData(canvas.width, canvas.height);
  const pixels = new Uint32Array(image.data.buffer);
  const colours = ramp(colour);
  for (let index = 0; index < count; index++) {
    pixels[index] = colours[Math.round(steps * Math.max(0, Math.min(1, share(index))))];
  }
  context.putImageData(image, 0, 0);
}

const signedShare = (share) => signed(2 * share - 1, 1);

/// Brightness from bytes 0…255.
export function paintBytes(canvas, bytes) { paint(canvas, bytes.length, lit, (index) => bytes[index] / 255); }

/// Brightness from numbers 0…1.
export function paintShares(canvas, shares) { paint(canvas, shares.length, lit, (index) => shares[index]); }

/// Signed numbers in the two colours; `scale` is the size that is brightest.
export function paintSigned(canvas, numbers, scale = largest(numbers)) {
  paint(canvas, numbers.length, signedShare, (index) => (numbers[index] / (scale || 1) + 1) / 2);
}

/// What the network answers at every place of the plane: the probability of the second class, as the engine sends it.
export function paintPlane(canvas, { size, probabilities }) {
  if (canvas.width !== size) canvas.width = canvas.height = size;
  const context = canvas.getContext("2d");
  const image = context.createImageData(size, size);
  bytes(probabilities).forEach((share, index) => {
    image.data.set([...signed((2 * share) / 255 - 1, 1.25, palette.paper), 255], 4 * index);
  });
  context.putImageData(image, 0, 0);
}

/// The largest size among numbers.
export function largest(numbers) {
  let result = 0;
  for (let index = 0; index < numbers.length; index++) result = Math.max(result, Math.abs(numbers[index]));
  return result;
}
