// A picture whose every pixel can be pointed at, with the mouse or with arrow keys.

import { element } from "./element.js";
import { paintBytes, picture } from "./picture.js";

const moves = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/// A grid of pixels. `say(index, isKey)` is called with the pixel that is pointed at, or null, and whether a
/// key has led there, so that it be read aloud; `choose(index)`, if given, when it is clicked or Enter pressed;
/// `leave(key)`, if given, when an arrow key leads out of the grid.
export function pixelGrid(name, { columns = 28, rows = 28, say, choose = null, leave = null }) {
  let cursor = null;
  let marked = null;
  const canvas = picture(columns, rows, "", "picture");
  canvas.setAttribute("aria-hidden", "true");
  const hover = element("span", { class: "marker", hidden: true });
  const term = element("span", { class: "marker kept", hidden: true });
  const host = element("div", { class: "pixels", tabindex: "0", role: "application", "aria-label": name }, canvas, hover, term);

  const place = (marker, index) => {
    marker.hidden = index === null;
    if (index === null) return;
    marker.style.left = `${((index % columns) / columns) * 100}%`;
    marker.style.top = `${(Math.floor(index / columns) / rows) * 100}%`;
    marker.style.width = `${100 / columns}%`;
    marker.style.height = `${100 / rows}%`;
  };
  const point = (index, isKey = false) => {
    cursor = index;
    place(hover, index);
    say(index, isKey);
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
  host.addEventListener("focus", () => { if (cursor === null) point(marked ?? (rows >> 1) * columns + (columns >> 1), true); });
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
    else point(row * columns + column, true);
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
    mark(index) { place(term, marked = index); },
    /// The pixel that is pointed at, or null.
    get pointed() { return cursor; },
    /// Says the pixel that is pointed at again, for its number has changed.
    again() { if (cursor !== null) say(cursor, false); },
  };
}
