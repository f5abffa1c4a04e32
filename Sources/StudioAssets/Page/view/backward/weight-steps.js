// Steps 5 and 6, at the weights: what this example wants of each, and what a batch wants on average.

import { text } from "../../texts/index.js";
import { hasMaps } from "../../model/layers.js";
import { element, say } from "../element.js";
import { count, short, withSign } from "../numbers.js";
import { largest } from "../picture.js";
import { inputField } from "../selected/field.js";
import { inputName, inputShort, neuronTitle, weightName } from "../selected/names.js";
import { scale } from "../selected/pointable.js";
import { cosine, gradients } from "./facts.js";
import { against, layerPicture } from "./pictures.js";

/// Where a list of numbers is largest in size.
export const peak = (numbers) => numbers.reduce((best, value, index) => (Math.abs(value) > Math.abs(numbers[best]) ? index : best), 0);

const layerName = (session, number) => (number === session.layers.length ? text("backward.pictures.output") : text("backward.pictures.hidden", { layer: number }));

/// 5: ∂L/∂w = δ × activation.
export function exampleStep() {
  const title = element("h4");
  const formula = element("p", { class: "formula-line" });
  const layers = element("div", { class: "layer-pictures" });
  let made = "";
  let parts = [];
  let known = null;

  /// What came in through a weight, from its gradient δ × a.
  const came = ({ gradient, delta }, input) => (delta ? short(gradient[input] / delta) : "a");
  const field = inputField({
    name: text("backward.example.field"), digits: 3,
    describe(input, own = input) {
      if (own === null || !known) return text("backward.example.point");
      const { session, chosen, gradient, delta, layer } = known;
      if (hasMaps(layer)) return text("backward.example.shared", { name: weightName(session, chosen.layer, chosen.neuron, own), gradient: withSign(gradient[own], 4) });
      return text("backward.example.pixel", {
        name: inputName(session, chosen.layer, input), delta: short(delta), activation: came(known, input), gradient: withSign(gradient[input], 4),
      });
    },
  });

  return {
    root: element("div", {}, title, formula, field, element("h4", {}, text("backward.example.all")), element("p", { class: "soft" }, text("backward.example.allWords")), layers),
    update(found) {
      known = found;
      const { session, chosen, gradient, delta, backward, layer } = found;
      say(title, neuronTitle(session, chosen.layer, chosen.neuron));
      const at = peak(gradient);
      if (hasMaps(layer)) say(formula, text("backward.example.formulaShared", { name: weightName(session, chosen.layer, chosen.neuron, at), gradient: short(gradient[at], 4) }));
      else say(formula, text("backward.example.formula", {
        name: inputShort(session, chosen.layer, at), delta: short(delta), activation: came(found, at), gradient: short(gradient[at], 4),
      }));
      field.update(session, chosen.layer, against(gradient), null, chosen.neuron);
      if (made !== session.id) {
        made = session.id;
        parts = session.layers.map(({ number }) => ({ picture: layerPicture(session, number), legend: scale() }));
        layers.replaceChildren(...parts.map(({ picture, legend }, index) => element("figure", {}, element("figcaption", {}, layerName(session, index + 1)), picture.root, legend)));
      }
      gradients(backward).forEach((values, index) => {
        const size = largest(values);
        parts[index].picture.update(against(values), size);
        parts[index].legend.update(short(size, 4));
      });
    },
    caption: ({ session, chosen, gradient }) => {
      const at = peak(gradient);
      return gradient[at] === 0 ? text("backward.example.captionNone", { name: neuronTitle(session, chosen.layer, chosen.neuron) })
        : text(gradient[at] < 0 ? "backward.example.captionUp" : "backward.example.captionDown", { name: weightName(session, chosen.layer, chosen.neuron, at) });
    },
  };
}

/// How much two directions agree, in words.
export function agreement(value) {
  if (value === null) return text("backward.batch.nothing");
  const name = value > 0.8 ? "same" : value > 0.4 ? "much" : value > 0.1 ? "little" : value > -0.1 ? "none" : "against";
  return text(`backward.batch.${name}`, { cosine: short(value, 2) });
}

/// All layers' numbers in one list.
function joined(lists) {
  const all = new Float32Array(lists.reduce((sum, list) => sum + list.length, 0));
  let offset = 0;
  for (const list of lists) { all.set(list, offset); offset += list.length; }
  return all;
}

/// 6: the average over a batch beside this example alone.
export function batchStep() {
  const waiting = element("p", { class: "soft" }, text("backward.batch.waiting"));
  const formula = element("p", { class: "formula-line" });
  const layers = element("div", { class: "layer-pictures" });
  const body = element("div", {}, formula, layers);
  let made = "";
  let parts = [];

  function make(session) {
    parts = session.layers.map(({ number }) => ({ one: layerPicture(session, number), many: layerPicture(session, number), words: element("p", { class: "soft" }) }));
    layers.replaceChildren(...parts.map(({ one, many, words }, index) => element("figure", {}, element("figcaption", {}, layerName(session, index + 1)),
      element("div", { class: "pair" }, element("div", {}, element("small", {}, text("backward.batch.one")), one.root), element("div", {}, element("small", {}, text("backward.batch.many")), many.root)), words)));
  }
  const compared = ({ backward }) => [gradients(backward), gradients(backward.batch)];

  return {
    root: element("div", {}, waiting, body),
    update(found) {
      const { session, backward } = found;
      waiting.hidden = Boolean(backward.batch);
      body.hidden = !backward.batch;
      if (!backward.batch) return;
      if (made !== session.id) make(session);
      made = session.id;
      const [alone, average] = compared(found);
      say(formula, text("backward.batch.formula", { count: count(backward.batch.count), loss: short(backward.batch.loss) }));
      parts.forEach((part, index) => {
        // Each in its own scale: an average is smaller, and its shape is what counts.
        part.one.update(against(alone[index]), largest(alone[index]));
        part.many.update(against(average[index]), largest(average[index]));
        const value = cosine(alone[index], average[index]);
        say(part.words, text("backward.batch.layer", { cosine: short(value, 2), one: short(largest(alone[index])), many: short(largest(average[index])) }));
      });
    },
    caption(found) {
      return found.backward.batch ? agreement(cosine(...compared(found).map(joined))) : text("backward.batch.waiting");
    },
  };
}
