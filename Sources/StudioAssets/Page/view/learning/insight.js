// Inside the layers: how weights, activations and gradients are spread, and which neurons are dead.

import { text } from "../../texts/index.js";
import { bestCell, hasMaps } from "../../model/layers.js";
import { sizeOf } from "../network/words.js";
import { element } from "../element.js";
import { Histogram } from "./histogram.js";
import { panel, whenSeen } from "./panel.js";
import { counted, nodes } from "./words.js";

const named = 12;

export function insight(studio) {
  const host = element("div", { class: "insight-layers" });
  const node = panel("insight", [host]);
  let layers = [];

  function build(description) {
    layers = description.layers.map((described, index) => {
      const { number, units } = described;
      const parts = ["weights", "activations", "gradients"].map((part) => ({ part, histogram: new Histogram(text(`learning.insight.${part}`)) }));
      const words = element("div", { class: "insight-words" });
      const isOutput = index === description.layers.length - 1;
      const layer = element("section", { "data-layer": number },
        element("h4", {}, isOutput ? text("learning.insight.output", { number })
          : hasMaps(described) ? text("learning.insight.maps", { number, maps: sizeOf(described) }) : counted("learning.insight.layer", units, { number, units })),
        element("div", { class: "histograms" }, ...parts.map(({ histogram }) => histogram.node)), words);
      return { layer, parts, words, said: null };
    });
    host.replaceChildren(...layers.map(({ layer }) => layer));
  }

  // Of maps, whole filters die.
  const own = (layer) => studio.state.session.layers[layer - 1];
  const neuronButton = (layer, neuron) => element("button", {
    class: "link", "data-neuron": `${layer}.${neuron}`, "aria-label": text(hasMaps(own(layer)) ? "learning.filter" : "learning.neuron", { layer, neuron }),
    onclick: () => studio.select(layer, hasMaps(own(layer)) ? bestCell(own(layer), neuron, null) : neuron),
  }, `${neuron}`);

  function sentence(key, layer, neurons) {
    if (!neurons?.length) return null;
    const list = neurons.slice(0, named).flatMap((neuron, index) => [
      ...(index ? [index === neurons.length - 1 ? text("learning.and") : ", "] : []), neuronButton(layer, neuron),
    ]);
    if (neurons.length > named) list.push(text("learning.moreNeurons", { number: neurons.length - named }));
    const words = `learning.insight.${key}${hasMaps(own(layer)) ? "Filter" : ""}${neurons.length === 1 ? "One" : "Many"}`;
    return element("p", {}, ...nodes(words, { neurons: list, layer: [`${layer}`] }));
  }

  studio.store.watch(["session"], ({ session }) => { if (session) build(session); });
  whenSeen(node, studio, (session) => session.insight(), (answer) => {
    answer.layers.forEach((found, index) => {
      const own = layers[index];
      if (!own) return;
      for (const { part, histogram } of own.parts) if (found[part]) histogram.show(found[part]);
      // Buttons under a pointer or with the focus stay what they are while nothing changes.
      const said = JSON.stringify([found.dead, found.saturated]);
      if (said === own.said) return;
      own.said = said;
      own.words.replaceChildren(...[sentence("dead", found.number, found.dead), sentence("saturated", found.number, found.saturated)].filter(Boolean));
    });
  });
  return node;
}
