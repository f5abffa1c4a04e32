// A drawing as strokes, which are small enough for the address, and as the pixels that the engine reads.

/// Coordinates go from 0 to `unit` on both sides of the pad.
export const unit = 1000;
/// The side of the bitmap that is sent.
export const side = 140;

/// Draws strokes `[{width, points: [x, y, x, y, …]}]` on a canvas context of `size` pixels.
export function drawStrokes(context, strokes, size, colour) {
  const scale = size / unit;
  context.lineCap = context.lineJoin = "round";
  context.strokeStyle = context.fillStyle = colour;
  for (const { width, points } of strokes) {
    context.lineWidth = width * scale;
    context.beginPath();
    context.moveTo(points[0] * scale, points[1] * scale);
    // A dot is a line of no length, which some browsers leave out.
    if (points.length === 2) context.lineTo(points[0] * scale + 0.01, points[1] * scale);
    for (let index = 2; index < points.length; index += 2) {
      context.lineTo(points[index] * scale, points[index + 1] * scale);
    }
    context.stroke();
  }
}

let canvas = null;

/// The strokes as brightness, 0…255, row by row, `side` × `side`: light ink on black.
export function rasterise(strokes) {
  canvas ??= Object.assign(document.createElement("canvas"), { width: side, height: side });
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.fillStyle = "#000";
  context.fillRect(0, 0, side, side);
  drawStrokes(context, strokes, side, "#fff");
  const colours = context.getImageData(0, 0, side, side).data;
  const ink = new Uint8Array(side * side);
  for (let index = 0; index < ink.length; index++) ink[index] = colours[4 * index];
  return ink;
}
