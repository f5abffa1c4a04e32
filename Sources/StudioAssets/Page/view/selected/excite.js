// What excites a neuron most: a picture made for it, and real examples.

import { Inquiry } from "../../model/inquiry.js";
import { base64, bytes, floats } from "../../model/engine.js";
import { text } from "../../texts/index.js";
import { element } from "../element.js";
import { short } from "../numbers.js";
import { paintBytes, paintShares, picture } from "../picture.js";
import { className } from "./names.js";

/// The part of the card. `update()` asks again, at most once a second, while it is open, in sight, and the
/// weights have changed.
export function excite(studio) {
  const inquiry = new Inquiry(1000);
  const opener = element("button", { type: "button", id: "excite-show", "aria-expanded": "false", onclick: () => open(!isOpen) });
  const best = element("div", { class: "best" });
  const examples = element("div", { class: "examples" });
  const words = element("p", { class: "soft" }, text("selected.excite.words"));
  const failure = element("p", { class: "soft", role: "status" });
  const body = element("div", { hidden: true }, words, failure, best, element("h4", {}, text("selected.excite.examples")), examples);
  const root = element("section", { id: "excite" }, element("h3", {}, text("selected.excite.title")), opener, body);
  let isOpen = false;
  let isSeen = false;
  let asked = "";
  let made = "";

  new IntersectionObserver(([entry]) => { isSeen = entry.isIntersecting; root.update(); }).observe(root);

  function open(wish) {
    isOpen = wish;
    body.hidden = !wish;
    opener.textContent = text(wish ? "selected.excite.hide" : "selected.excite.show");
    opener.setAttribute("aria-expanded", `${wish}`);
    asked = "";
    root.update();
  }

  const wished = () => {
    const { selected, session, status } = studio.state;
    return selected && session ? `${session.id} ${selected.layer} ${selected.neuron} ${status?.version}` : "";
  };

  async function ask() {
    const wish = wished();
    if (!wish || !isOpen || wish === asked) return;
    asked = wish;
    const { layer, neuron } = studio.state.selected;
    try {
      const found = await studio.session.excite(layer, neuron);
      const now = studio.state.selected;
      failure.textContent = "";
      if (now?.layer === layer && now.neuron === neuron) show(found, layer, neuron);
    } catch (error) {
      failure.textContent = error.message;
    }
  }

  function tile(found, title, read, label) {
    const { session } = studio.state;
    const canvas = found.pixels ? picture(session.inputShape[1], session.inputShape[0], title) : null;
    const words = element("span", { class: "number" });
    const part = element("button", { type: "button", class: "tile", title, "aria-label": title, onclick: () => read() },
      canvas, canvas ? null : element("span", { class: "number" }), words, label);
    return { part, canvas, words, place: canvas ? null : part.firstChild };
  }

  let tiles = [];

  function show(found, layer, neuron) {
    const { session } = studio.state;
    const key = `${session.id} ${layer} ${neuron} ${found.examples.map(({ index }) => index)}`;
    if (key !== made) {
      made = key;
      const first = tile(found, text("selected.excite.read"), () => {
        const { latest } = first;
        studio.read(latest.pixels
          ? { kind: "pixels", pixels: base64(Uint8Array.from(floats(latest.pixels), (share) => Math.round(255 * Math.max(0, Math.min(1, share))))) }
          : { kind: "point", x: latest.values[0], y: latest.values[1] });
      }, element("span", { class: "link" }, text("selected.excite.read")));
      first.part.id = "excite-read";
      tiles = [first, ...found.examples.map((example) => tile(example, text("selected.excite.readExample", { label: className(session, example.label) }), () => {
        studio.read({ kind: "example", part: example.part, index: example.index }, example.label);
      }, element("span", {}, className(session, example.label))))];
      best.replaceChildren(first.part);
      examples.replaceChildren(...tiles.slice(1).map(({ part }) => part));
    }
    [found, ...found.examples].forEach((each, index) => {
      const { canvas, words, place } = tiles[index];
      tiles[index].latest = each;
      if (canvas) (index ? paintBytes(canvas, bytes(each.pixels)) : paintShares(canvas, floats(each.pixels)));
      else if (each.values) place.textContent = `(${each.values.map((value) => short(value, 2)).join(", ")})`;
      words.textContent = `a = ${short(each.activation, 2)}`;
    });
  }

  root.update = () => { if (isOpen && isSeen && wished() !== asked) inquiry.ask(ask); };
  open(false);
  return root;
}
