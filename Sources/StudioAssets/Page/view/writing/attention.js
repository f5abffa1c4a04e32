// Whose attention is shown, and where it looked, as numbers.

import { text } from "../../texts/index.js";
import { element, onceAFrame } from "../element.js";
import { share } from "../numbers.js";
import { quoted, spokenName } from "./words.js";

const most = 6;

export function attentionPanel(writer) {
  const { store } = writer;
  const choose = (name, act) => {
    const node = element("select", { id: name, onchange: () => act(node.value) });
    return node;
  };
  const block = choose("block", (value) => store.set({ layer: Number(value) }));
  const head = choose("head", (value) => store.set({ head: value === "mean" ? value : Number(value) }));
  const words = element("p", { class: "looked-at" });
  const node = element("div", { id: "attention", hidden: true },
    element("div", { class: "row" },
      element("h3", {}, text("writing.attention.title")),
      element("label", {}, text("writing.attention.block"), block),
      element("label", {}, text("writing.attention.head"), head)),
    words,
    element("p", { class: "soft" }, text("writing.attention.caption")));

  store.watch(["model", "layer", "head"], ({ model, layer, head: chosen }) => {
    if (!model) return;
    node.hidden = !model.attention.length;
    if (node.hidden) return;
    const shown = Math.min(layer, model.attention.length - 1);
    options(block, model.attention.map((_, index) => [index, `${index + 1}`]));
    const { heads } = model.attention[shown];
    options(head, [["mean", text("writing.attention.mean")], ...Array.from({ length: heads }, (_, index) => [index, `${index + 1}`])]);
    block.value = shown;
    head.value = chosen === "mean" ? chosen : Math.min(chosen, heads - 1);
  });

  const draw = onceAFrame(() => {
    const { attention, pieces, layer, head: chosen } = store.state;
    const place = writer.lookedAt;
    if (place < 1) return words.replaceChildren(text("writing.attention.none"));
    if (attention?.place !== place) return;
    const found = attention.layers[Math.min(layer, attention.layers.length - 1)];
    const weights = chosen === "mean" ? found.mean : found.heads[Math.min(chosen, found.heads.length - 1)];
    const order = [...weights.keys()].sort((one, other) => weights[other] - weights[one]).slice(0, most);
    const name = pieces[place]?.name;
    words.replaceChildren(
      element("span", {}, name === undefined ? text("writing.attention.ofNext") : text("writing.attention.of", { name: quoted(spokenName(name)) })),
      ...order.map((key) => element("span", { class: "weight", "data-place": attention.start + key, "data-value": weights[key] },
        element("b", {}, pieces[attention.start + key]?.name ?? ""), " ", element("span", { class: "number" }, share(weights[key])))));
    // Read aloud where the keyboard goes, not while it writes.
    words.setAttribute("aria-live", store.state.hovered !== null && !store.state.isRunning ? "polite" : "off");
  });
  store.watch(["attention", "pieces", "place", "hovered", "layer", "head", "isRunning"], draw);
  return node;
}

/// Brings the options of a choice up to date.
function options(select, wanted) {
  if (select.length === wanted.length) return;
  select.replaceChildren(...wanted.map(([value, words]) => element("option", { value }, words)));
}
