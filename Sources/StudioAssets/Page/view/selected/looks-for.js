// What a neuron looks for: its incoming weights.

import { text } from "../../texts/index.js";
import { hasMaps, weightsOf } from "../../model/layers.js";
import { element, say } from "../element.js";
import { count, tight, tightWithSign } from "../numbers.js";
import { inputField, mostBars, seesPixels } from "./field.js";
import { inputName } from "./names.js";

export function looksFor(studio) {
  const words = element("p", { class: "soft" });

  function weights() {
    const { selected, session, weights } = studio.state;
    const layer = session.layers[selected.layer - 1];
    const all = weights?.tensors[`${layer.path}.weight`]?.values;
    return all ? weightsOf(layer, selected.neuron, all) : null;
  }

  function describe(input, own = input) {
    const { selected, session, explanation } = studio.state;
    if (!selected || own === null) return text("selected.looksFor.point");
    const weight = weights()?.[own];
    if (weight === undefined) return "";
    if (input === null) return text("selected.looksFor.outside", { weight: tightWithSign(weight) });
    const name = inputName(session, selected.layer, input);
    const came = explanation?.terms.find((term) => term.input === input)?.activation;
    return came === undefined ? text("selected.looksFor.pixelAlone", { name, weight: tightWithSign(weight) })
      : text("selected.looksFor.pixel", { name, weight: tightWithSign(weight), activation: tight(came), product: tightWithSign(weight * came) });
  }

  const field = inputField({
    name: text("selected.looksFor.weights"), describe,
    choose(input) {
      const { layer, neuron, term } = studio.state.selected;
      studio.select(layer, neuron, term === input ? null : input);
    },
  });
  const root = element("section", { class: "looks-for" }, element("h3", {}, text("selected.looksFor.title")), words, field);

  root.update = (changed) => {
    const { selected, session } = studio.state;
    const values = weights();
    if (!values) return;
    if (changed.size === 1 && changed.has("explanation")) return field.refresh();
    const kernel = hasMaps(session.layers[selected.layer - 1]);
    say(words, text(`selected.looksFor.${kernel ? "kernel" : seesPixels(session, selected.layer) ? "picture" : values.length > mostBars ? "mostBars" : "bars"}`, { count: count(mostBars), all: count(values.length) }));
    field.update(session, selected.layer, values, selected.term ?? null, selected.neuron);
  };
  return root;
}
