// The first layer's weights as pictures, while they form.

import { text } from "../../texts/index.js";
import { bestCell, hasMaps, nodeCount, nodeOf, weightCount } from "../../model/layers.js";
import { element, onceAFrame } from "../element.js";
import { paintSigned, picture } from "../picture.js";
import { onScreen, panel } from "./panel.js";

const folded = 16;
const unfolded = 256;

export function forming(studio) {
  const host = element("div", { class: "forming-pictures" });
  const more = element("button", { class: "little", "aria-expanded": "false", onclick: () => fold(more.getAttribute("aria-expanded") === "true") });
  const node = panel("forming", [host, more]);
  const caption = node.querySelector(".caption");
  let isSeen = false;
  let cells = [];
  let number = folded;

  function fold(isFolded) {
    more.setAttribute("aria-expanded", `${!isFolded}`);
    number = isFolded ? folded : unfolded;
    build(studio.state.session);
  }

  function build(session) {
    const layer = session.layers[0];
    const units = nodeCount(layer);
    const [rows, columns] = layer.convolution?.kernel ?? session.inputShape.slice(-2);
    const isPicture = session.inputShape.length >= 2 && rows * columns === weightCount(layer);
    const kind = hasMaps(layer) ? "filter" : "neuron";
    caption.textContent = text(`learning.forming.${hasMaps(layer) ? "captionFilters" : "caption"}`);
    node.hidden = !isPicture;
    if (!isPicture) { cells = []; return; }
    cells = Array.from({ length: Math.min(units, number) }, (_, neuron) => {
      const canvas = picture(columns, rows, "");
      canvas.removeAttribute("role");
      const button = element("button", {
        class: "plain picture-button", "data-neuron": `1.${neuron}`, "aria-label": text(`learning.forming.${kind}`, { neuron }),
        onclick: () => studio.select(1, hasMaps(layer) ? bestCell(layer, neuron, studio.state.answer?.layers[0].activations) : neuron),
      }, canvas, element("small", { class: "number" }, `${neuron}`));
      return { button, canvas };
    });
    host.replaceChildren(...cells.map(({ button }) => button));
    more.hidden = units <= folded;
    more.textContent = number === folded ? text("learning.forming.more", { number: Math.min(units, unfolded) }) : text("learning.forming.fewer");
    mark();
    draw();
  }

  function mark() {
    const { selected, session } = studio.state;
    const chosen = session && selected?.layer === 1 ? nodeOf(session.layers[0], selected.neuron) : null;
    cells.forEach(({ button }, neuron) => button.setAttribute("aria-pressed", `${neuron === chosen}`));
  }

  const draw = onceAFrame(() => {
    const { weights, session } = studio.state;
    if (!isSeen || !weights || !cells.length) return;
    const tensor = weights.tensors[session.parameters[0].name];
    const count = weightCount(session.layers[0]);
    if (!tensor || tensor.values.length < count * cells.length) return;
    const scale = strength(tensor.values);
    cells.forEach(({ canvas }, neuron) => paintSigned(canvas, tensor.values.subarray(neuron * count, (neuron + 1) * count), scale));
  });

  onScreen(node, (is) => { isSeen = is; draw(); });
  studio.store.watch(["session"], ({ session }) => { if (session) build(session); });
  studio.store.watch(["weights", "theme"], draw);
  studio.store.watch(["selected"], mark);
  return node;
}

/// One scale for all neurons, so that strong ones look strong: three times the root of the mean square, since a
/// single large weight would darken all others.
function strength(values) {
  let sum = 0;
  for (const value of values) sum += value * value;
  return 3 * Math.sqrt(sum / values.length);
}
