// Which neuron is looked at, and ways to its neighbours, back, and out.

import { text } from "../../texts/index.js";
import { nodeCount, nodeOf } from "../../model/layers.js";
import { element } from "../element.js";
import { neuronTitle } from "./names.js";

const longest = 20;

export function heading(studio) {
  const past = [];
  let last = null;
  let isQuiet = false;

  const button = (id, sign, name, act) => element("button", { type: "button", id, class: "small", "aria-label": name, title: name, onclick: act }, sign);
  const go = ({ layer, neuron }) => { isQuiet = true; studio.select(layer, neuron); };
  const aside = (way) => {
    const { selected, session } = studio.state;
    const layer = session.layers[selected.layer - 1];
    // Of a cell, the same place in the map beside.
    const [node, count] = [nodeOf(layer, selected.neuron), nodeCount(layer)];
    go({ layer: selected.layer, neuron: selected.neuron - node + (node + way + count) % count });
  };
  const title = element("h2", { id: "selected-title", tabindex: "-1" });
  const back = button("selected-back", "↶", text("selected.back"), () => { if (past.length) go(past.pop()); });
  const root = element("div", { class: "heading" }, title, element("div", { class: "ways" }, back,
    button("selected-previous", "‹", text("selected.previous"), () => aside(-1)),
    button("selected-next", "›", text("selected.next"), () => aside(1)),
    button("selected-close", "×", text("selected.close"), () => studio.select(null))));

  root.update = () => {
    const { selected, session } = studio.state;
    if (!selected || !session) { past.length = 0; last = null; return; }
    if (last && (last.layer !== selected.layer || last.neuron !== selected.neuron) && !isQuiet) {
      past.push(last);
      if (past.length > longest) past.shift();
    }
    isQuiet = false;
    last = selected;
    back.disabled = past.length === 0;
    const words = neuronTitle(session, selected.layer, selected.neuron);
    if (title.textContent !== words) title.textContent = words;
  };
  return root;
}
