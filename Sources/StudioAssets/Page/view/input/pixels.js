// The pixels that the network reads, each with its number: by pointer and by keys.

import { element } from "../element.js";
import { paintBytes, picture } from "../picture.js";

const moves = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/// A grid of pixels. `say(index)` is called with the pixel that is pointed at, or null; `choose(index)`,
/// if given, when it is clicked; `leave(key)`, if given, when an arrow key leads out of the grid.
export function pixelGrid(name, { say, choose = null, leave = null }) {
  let columns = 28;
  let rows = 28;
  let cursor = null;
  const canvas = picture(columns, rows, "", "picture");
  canvas.setAttribute("aria-hidden", "true");
  const hover = element("span", { class: "marker", hidden: true });
  const term = element("span", { class: "marker term", hidden: true });
  const host = element("div", { class: "pixels", tabindex: "0", role: "application", "aria-label": name }, canvas, hover, term);

  const place = (marker, index) => {
    marker.hidden = index === null;
    if (index === null) return;
    marker.style.left = `${((index % columns) / columns) * 100}%`;
    marker.style.top = `${(Math.floor(index / columns) / rows) * 100}%`;
    marker.style.width = `${100 / columns}%`;
    marker.style.height = `${100 / rows}%`;
  };
  const point = (index) => {
    cursor = index;
    place(hover, index);
    say(index);
  };
  const under = (event) => {
    const box = canvas.getBoundingClientRect();
    const column = Math.floor(((event.clientX - box.left) / box.width) * columns);
    const row = Math.floor(((event.clientY - box.top) / box.height) * rows);
    return column >= 0 && row >= 0 && column < columns && row < rows ? row * columns + column : null;
  };
  host.addEventListener("pointermove", (event) => { const index = under(event); if (index !== cursor) point(index); });
  host.addEventListener("pointerdown", (event) => point(under(event)));
  host.addEventListener("pointerleave", () => { if (document.activeElement !== host) point(null); });
  host.addEventListener("focus", () => { if (cursor === null) point(Math.floor(rows / 2) * columns + Math.floor(columns / 2)); });
  host.addEventListener("blur", () => point(null));
  host.addEventListener("click", () => { if (cursor !== null) choose?.(cursor); });
  host.addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      if (cursor !== null) choose?.(cursor);
      return;
    }
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    const column = (cursor ?? 0) % columns + move[0];
    const row = Math.floor((cursor ?? 0) / columns) + move[1];
    if (column < 0 || row < 0 || column >= columns || row >= rows) leave?.(event.key);
    else point(row * columns + column);
  });

  return {
    host,
    /// Shows brightness, `shape` = rows and columns; null for darkness.
    paint(bytes, [tall, wide]) {
      if (wide !== columns || tall !== rows) [canvas.width, canvas.height, columns, rows] = [wide, tall, wide, tall];
      paintBytes(canvas, bytes ?? new Uint8Array(columns * rows));
    },
    canvas,
    /// Outlines one pixel until told otherwise; null for none.
    mark: (index) => place(term, index),
    /// Says the pixel pointed at again, for its number has changed.
    again() { if (cursor !== null) say(cursor); },
  };
}
