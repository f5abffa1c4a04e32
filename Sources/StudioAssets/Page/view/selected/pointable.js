// A picture whose pixels can be pointed at, with words on what is under the pointer, and the scale of its colours.

import { element, say } from "../element.js";
import { pixelGrid } from "../pixels.js";

/// A picture of `columns` × `rows` numbers with a mark and a line of words below. `describe(index)` says what
/// is pointed at, else what is marked; `choose(index)` is called at a click or Enter. The result: `canvas` to
/// paint on, `root` to show, `mark(index)` to set the mark (null for none) and `refresh()` when what it
/// describes has changed.
export function pointable({ columns, rows, name, describe, choose = null }) {
  const words = element("p", { class: "pointed" });
  let kept = null;
  // Read aloud where the keyboard goes, not each change of the numbers there.
  const tell = (index, isKey) => {
    words.setAttribute("aria-live", isKey ? "polite" : "off");
    say(words, describe(index ?? kept));
  };
  const grid = pixelGrid(name, { columns, rows, say: tell, choose });
  grid.host.classList.add("pointable");
  const refresh = () => tell(grid.pointed, false);
  refresh();
  return {
    root: element("div", {}, grid.host, words), canvas: grid.canvas, refresh,
    mark(index) { kept = index; grid.mark(index); refresh(); },
  };
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
