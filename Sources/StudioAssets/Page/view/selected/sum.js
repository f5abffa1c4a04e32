// One neuron's computation as one chain: the terms, the bias, z, the activation function, the result.

import { text } from "../../texts/index.js";
import { nodeOf, originOf } from "../../model/layers.js";
import { element, say } from "../element.js";
import { exact, short, withSign } from "../numbers.js";
import { hasSoftmax } from "./names.js";
import { functionPlot } from "./plot.js";
import { patchProducts } from "./products.js";
import { softmaxStep } from "./softmax.js";
import { termList } from "./terms.js";

/// Σ weight × activation + bias in double precision, from the terms that are shown.
export function sumAgain({ terms, bias }) {
  // The engine's numbers are of single precision; as such they are multiplied.
  return terms.reduce((sum, { weight, activation }) => sum + Math.fround(weight) * Math.fround(activation), 0) + Math.fround(bias);
}

/// A small difference in words of one power of ten: 3·10⁻⁷.
function power(value) {
  if (value === 0) return "0";
  const exponent = Math.floor(Math.log10(value));
  const raised = `${exponent}`.replace(/[-\d]/g, (sign) => (sign === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[sign]));
  return `${Math.round(value / 10 ** exponent)}·10${raised}`;
}

/// The part of the card; `update(explanation)` shows it. `biasKnob` is placed beside the bias, `weightKnob`
/// under the chosen term.
export function sum(studio, { biasKnob, weightKnob }) {
  const bias = element("output", { id: "bias", class: "number" });
  const z = element("output", { id: "z", class: "number" });
  const activation = element("output", { id: "neuron-activation", class: "number" });
  const check = element("p", { class: "check soft" });
  const formula = element("p", { class: "formula-line" });
  const plot = functionPlot();
  const probability = softmaxStep(studio);
  const terms = termList(studio, {
    choose(input) {
      const { layer, neuron, term } = studio.state.selected;
      studio.select(layer, neuron, term === input ? null : input);
    },
    follow(input) {
      const { layer, neuron } = studio.state.selected;
      const origin = originOf(studio.state.session, layer, input, studio.state.answer);
      if (origin !== null) studio.select(layer - 1, origin);
      else studio.select(layer, neuron, input);
    },
    knobPlace(row) {
      if (row === null) weightKnob.remove();
      else if (weightKnob.parentNode !== row) row.append(weightKnob);
    },
  });
  const products = patchProducts();
  const chain = element("div", { class: "chain" },
    products, terms.root,
    element("p", { class: "line bias-line" }, element("span", {}, text("selected.sum.bias")), bias), biasKnob,
    element("p", { class: "line total" }, element("span", {}, text("selected.sum.z")), z), check,
    element("p", { class: "arrow", "aria-hidden": "true" }, "↓"),
    element("h4", {}, text("selected.sum.function")), plot, formula,
    element("p", { class: "line total" }, element("span", {}, text("selected.sum.activation")), activation),
    probability);
  const nothing = element("p", { class: "soft" }, text("selected.sum.nothing"));
  const loose = element("div");
  // Nothing is half told: the chain waits for its first numbers.
  chain.hidden = true;
  const root = element("section", { id: "sum" }, element("h3", {}, text("selected.sum.title")),
    element("p", { class: "soft" }, text("selected.sum.words")), nothing, loose, chain);

  const put = (part, value, words) => {
    part.dataset.value = value;
    say(part, words);
  };

  root.update = () => {
    const { explanation, selected, session, answer } = studio.state;
    const fits = explanation && explanation.layer === selected.layer && explanation.neuron === selected.neuron;
    nothing.hidden = Boolean(answer);
    // Without something to read there is no sum; the knobs can still be turned.
    chain.classList.toggle("empty", !answer);
    if (fits || !answer) chain.hidden = false;
    if (!answer) {
      if (weightKnob.parentNode !== loose) loose.append(weightKnob);
      const value = studio.state.weights?.tensors[`${session.layers[selected.layer - 1].path}.bias`]?.values[nodeOf(session.layers[selected.layer - 1], selected.neuron)];
      if (value !== undefined) put(bias, value, withSign(value));
    }
    if (!fits) return;
    const softmax = selected.layer === session.layers.length && hasSoftmax(session);
    const name = explanation.function === "softmax" ? "identity" : explanation.function;
    products.update(explanation, session, studio.state.weights);
    terms.update(explanation);
    put(bias, explanation.bias, withSign(explanation.bias));
    put(z, explanation.z, short(explanation.z, 4));
    z.title = exact(explanation.z);
    const again = sumAgain(explanation);
    check.textContent = text("selected.sum.check", { sum: short(again, 6), difference: power(Math.abs(again - explanation.z)) });
    check.dataset.sum = again;
    plot.update({ name, z: explanation.z, activation: softmax ? explanation.z : explanation.activation });
    formula.textContent = text(softmax ? "selected.sum.passes" : "selected.sum.applied", {
      formula: explanation.formula, z: short(explanation.z), activation: short(explanation.activation),
    });
    put(activation, explanation.activation, short(explanation.activation, 4));
    activation.title = exact(explanation.activation);
    probability.hidden = !softmax;
    if (softmax) probability.update(explanation);
  };
  return root;
}
