// Small pictures of numbers: what the network sees, and weights over its pixels.

import { element } from "./element.js";
import { lit, signed } from "./colours.js";

/// A canvas of `columns` × `rows` numbers, each one pixel, which style makes as large as is wanted.
/// `name` is what a screen reader says.
export function picture(columns, rows, name, className = "picture") {
  return element("canvas", { width: columns, height: rows, class: className, role: "img", "aria-label": name });
}

function paint(canvas, count, colour) {
  const context = canvas.getContext("2d");
  const image = context.createImageData(canvas.width, canvas.height);
  for (let index = 0; index < count; index++) {
    const [red, green, blue] = colour(index);
    image.data.set([red, green, blue, 255], 4 * index);
  }
  context.putImageData(image, 0, 0);
}

/// Brightness from bytes 0…255.
export function paintBytes(canvas, bytes) { paint(canvas, bytes.length, (index) => lit(bytes[index] / 255)); }

/// Brightness from numbers 0…1.
export function paintShares(canvas, shares) { paint(canvas, shares.length, (index) => lit(shares[index])); }

/// Signed numbers in the two colours; `scale` is the size that is brightest.
export function paintSigned(canvas, numbers, scale = largest(numbers)) {
  paint(canvas, numbers.length, (index) => signed(numbers[index], scale));
}

/// The largest size among numbers.
export function largest(numbers) {
  let result = 0;
  for (const number of numbers) result = Math.max(result, Math.abs(number));
  return result;
}
