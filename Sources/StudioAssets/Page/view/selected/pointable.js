// A picture whose every pixel can be pointed at, with the mouse or with arrow keys.

import { element, say } from "../element.js";
import { picture } from "../picture.js";

/// A picture of `columns` × `rows` numbers with a mark and a line of words below. `describe(index)` says what
/// is under the mark; `choose(index)` is called at a click or Enter. The result: `canvas` to paint on, `root`
/// to show, `mark(index)` to set the mark (null for none) and `refresh()` when what it describes has changed.
export function pointable({ columns, rows, name, describe, choose = null }) {
  const canvas = picture(columns, rows, name);
  const marker = element("span", { class: "marker", hidden: true, "aria-hidden": "true" });
  const words = element("p", { class: "pointed", "aria-live": "off" });
  const field = element("div", { class: "pointable", tabindex: "0", role: "application", "aria-label": name }, canvas, marker);
  const root = element("div", {}, field, words);
  let kept = null;
  let index = null;

  function show(at) {
    index = at;
    marker.hidden = at === null;
    if (at !== null) {
      marker.style.left = `${100 * (at % columns) / columns}%`;
      marker.style.top = `${100 * Math.floor(at / columns) / rows}%`;
      marker.style.width = `${100 / columns}%`;
      marker.style.height = `${100 / rows}%`;
    }
    refresh();
  }

  function refresh() {
    say(words, describe(index));
  }

  function under(event) {
    const box = canvas.getBoundingClientRect();
    const column = Math.floor((event.clientX - box.left) / box.width * columns);
    const row = Math.floor((event.clientY - box.top) / box.height * rows);
    return column >= 0 && row >= 0 && column < columns && row < rows ? row * columns + column : null;
  }

  field.addEventListener("pointermove", (event) => show(under(event) ?? kept));
  field.addEventListener("pointerleave", () => show(kept));
  field.addEventListener("click", (event) => { const at = under(event); if (at !== null) choose?.(at); });
  field.addEventListener("keydown", (event) => {
    const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (way) {
      event.preventDefault();
      // Read aloud where the keyboard goes, not each change of the numbers there.
      words.setAttribute("aria-live", "polite");
      setTimeout(() => words.setAttribute("aria-live", "off"), 500);
      const [column, row] = index === null ? [columns >> 1, rows >> 1]
        : [(index % columns) + way[0], Math.floor(index / columns) + way[1]];
      show(Math.max(0, Math.min(rows - 1, row)) * columns + Math.max(0, Math.min(columns - 1, column)));
    } else if ((event.key === "Enter" || event.key === " ") && index !== null) {
      event.preventDefault();
      choose?.(index);
    }
  });
  show(null);
  return { root, canvas, refresh, mark(at) { kept = at; show(at); } };
}

/// The scale under a picture of signed numbers; `update(size)` says what the full colours mean.
export function scale() {
  const low = element("span", { class: "number negative" });
  const high = element("span", { class: "number positive" });
  const root = element("div", { class: "scale" }, low, element("span", { class: "ramp", "aria-hidden": "true" }), high);
  root.update = (words) => {
    low.textContent = `−${words}`;
    high.textContent = `+${words}`;
  };
  return root;
}
