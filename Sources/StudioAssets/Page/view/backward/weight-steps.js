// Steps 5 and 6, at the weights: what this example wants of each, and what a batch wants on average.

import { floats } from "../../model/engine.js";
import { text } from "../../texts/index.js";
import { element } from "../element.js";
import { count, short, withSign } from "../numbers.js";
import { largest, paintSigned } from "../picture.js";
import { bars } from "../selected/bars.js";
import { inputName, inputShort, neuronTitle } from "../selected/names.js";
import { pointable, scale } from "../selected/pointable.js";
import { cosine, gradients } from "./facts.js";
import { against, layerPicture } from "./pictures.js";

const mostBars = 32;
const words = (root, said) => { if (root.textContent !== said) root.textContent = said; };
/// Where a list of numbers is largest in size.
export const peak = (numbers) => numbers.reduce((best, value, index) => (Math.abs(value) > Math.abs(numbers[best]) ? index : best), 0);

const layerName = (session, number) => (number === session.layers.length ? text("backward.pictures.output") : text("backward.pictures.hidden", { layer: number }));

/// 5: ∂L/∂w = δ × activation.
export function exampleStep(studio) {
  const title = element("h4");
  const formula = element("p", { class: "formula-line" });
  const host = element("div");
  const legend = scale();
  const layers = element("div", { class: "layer-pictures" });
  let made = "";
  let parts = {};
  let known = null;

  function describe(input) {
    if (input === null || !known) return text("backward.example.point");
    const { session, chosen, gradient, delta } = known;
    const came = delta ? gradient[input] / delta : null;
    return text("backward.example.pixel", {
      name: inputName(session, chosen.layer, input), delta: short(delta), activation: short(came), gradient: withSign(gradient[input], 4),
    });
  }

  function make({ session }, isPicture) {
    const [rows, columns] = session.inputShape;
    const map = isPicture ? pointable({ columns, rows, name: text("backward.example.picture"), describe }) : null;
    parts = { map, bars: isPicture ? null : bars({ label: text("backward.example.bars"), digits: 3 }) };
    host.replaceChildren(isPicture ? map.root : parts.bars);
    parts.layers = session.layers.map(({ number }) => ({ picture: layerPicture(session, number), legend: scale() }));
    layers.replaceChildren(...parts.layers.map(({ picture, legend }, index) => element("figure", {}, element("figcaption", {}, layerName(session, index + 1)), picture.root, legend)));
  }

  return {
    root: element("div", {}, title, formula, host, legend, element("h4", {}, text("backward.example.all")), element("p", { class: "soft" }, text("backward.example.allWords")), layers),
    update(found) {
      known = found;
      const { session, chosen, gradient, delta, backward } = found;
      const isPicture = chosen.layer === 1 && session.kind === "pictures" && session.inputShape.length === 2;
      if (made !== `${session.id} ${isPicture}`) make(found, isPicture);
      made = `${session.id} ${isPicture}`;
      words(title, neuronTitle(session, chosen.layer, chosen.neuron));
      const at = peak(gradient);
      words(formula, text("backward.example.formula", {
        name: inputShort(session, chosen.layer, at), delta: short(delta), activation: delta ? short(gradient[at] / delta) : "0", gradient: short(gradient[at], 4),
      }));
      const wish = against(gradient);
      if (isPicture) {
        paintSigned(parts.map.canvas, wish);
        parts.map.refresh();
      } else {
        parts.bars.update([...wish.subarray(0, mostBars)].map((value, input) => ({
          key: input, value, name: chosen.layer > 1 ? `${input}` : inputShort(session, 1, input),
          title: text("selected.looksFor.weightFrom", { name: inputName(session, chosen.layer, input) }),
        })), largest(wish));
      }
      legend.hidden = !isPicture;
      legend.update(short(largest(wish), 4));
      gradients(backward).forEach((values, index) => {
        const size = largest(values);
        parts.layers[index].picture.update(against(values), size);
        parts.layers[index].legend.update(short(size, 4));
      });
    },
    caption: ({ session, chosen, gradient }) => {
      const at = peak(gradient);
      return gradient[at] === 0 ? text("backward.example.captionNone", { name: neuronTitle(session, chosen.layer, chosen.neuron) })
        : text(gradient[at] < 0 ? "backward.example.captionUp" : "backward.example.captionDown", { name: inputName(session, chosen.layer, at) });
    },
  };
}

/// How much two directions agree, in words.
export function agreement(value) {
  if (value === null) return text("backward.batch.nothing");
  const name = value > 0.8 ? "same" : value > 0.4 ? "much" : value > 0.1 ? "little" : value > -0.1 ? "none" : "against";
  return text(`backward.batch.${name}`, { cosine: short(value, 2) });
}

const batches = new WeakMap();
function batchGradients(batch) {
  if (!batches.has(batch)) batches.set(batch, batch.layers.map((layer) => floats(layer.weightGradients)));
  return batches.get(batch);
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
  const compared = ({ backward }) => [gradients(backward), batchGradients(backward.batch)];

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
      words(formula, text("backward.batch.formula", { count: count(backward.batch.count), loss: short(backward.batch.loss) }));
      parts.forEach((part, index) => {
        // Each in its own scale: an average is smaller, and its shape is what counts.
        part.one.update(against(alone[index]), largest(alone[index]));
        part.many.update(against(average[index]), largest(average[index]));
        const value = cosine(alone[index], average[index]);
        words(part.words, text("backward.batch.layer", { cosine: short(value, 2), one: short(largest(alone[index])), many: short(largest(average[index])) }));
      });
    },
    caption(found) {
      return found.backward.batch ? agreement(cosine(...compared(found).map(joined))) : text("backward.batch.waiting");
    },
  };
}
