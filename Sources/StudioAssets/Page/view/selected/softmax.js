// The last step of an output: its z among all z's becomes a probability.

import { text } from "../../texts/index.js";
import { element } from "../element.js";
import { count, percent, short, withSign } from "../numbers.js";
import { largest } from "../picture.js";
import { className } from "./names.js";

const big = (value) => (value >= 1e6 ? short(value) : value >= 1000 ? count(value) : short(value));

/// The step; `update(explanation)` needs the answer of the same input.
export function softmaxStep(studio) {
  const rows = element("div", { class: "softmax-rows" });
  const formula = element("p", { class: "formula-line" });
  const result = element("output", { id: "probability", class: "number" });
  const root = element("div", { class: "softmax" },
    element("h4", {}, text("selected.softmax.title")),
    element("p", { class: "soft" }, text("selected.softmax.words")), rows, formula,
    element("p", { class: "result" }, text("selected.softmax.result"), " ", result));
  let made = [];

  function make(session, units) {
    made = Array.from({ length: units }, (_, output) => {
      const fill = element("i");
      const z = element("span", { class: "number" });
      const share = element("span", { class: "number" });
      const part = element("button", { type: "button", class: "plain softmax-row", onclick: () => studio.select(session.layers.length, output) },
        element("b", {}, className(session, output)), z, element("span", { class: "bar middle", "aria-hidden": "true" }, fill), share);
      return { part, fill, z, share };
    });
    rows.replaceChildren(...made.map(({ part }) => part));
  }

  root.update = ({ neuron, probability }) => {
    const { answer, session } = studio.state;
    const values = answer?.layers.at(-1).z;
    root.hidden = !values;
    if (!values) return;
    if (made.length !== values.length || made.session !== session.id) { make(session, values.length); made.session = session.id; }
    const size = largest(values);
    made.forEach(({ part, fill, z, share }, output) => {
      const value = values[output];
      z.textContent = withSign(value, 2);
      share.textContent = percent(answer.probabilities[output]);
      const width = 50 * Math.abs(value) / (size || 1);
      fill.style.width = `${width}%`;
      fill.style.left = value < 0 ? `${50 - width}%` : "50%";
      part.dataset.sign = value < 0 ? "negative" : "positive";
      part.setAttribute("aria-current", `${output === neuron}`);
      part.setAttribute("aria-label", text("selected.softmax.row", { name: className(session, output), z: withSign(value, 2), share: percent(answer.probabilities[output]) }));
    });
    // Shifting every z by the largest changes no share and keeps large numbers from overflowing.
    const shift = size > 80 ? Math.max(...values) : 0;
    const raised = values.map((value) => Math.exp(value - shift));
    const sum = raised.reduce((total, value) => total + value, 0);
    formula.textContent = text("selected.softmax.formula", {
      name: className(session, neuron), z: short(values[neuron] - shift, 2), top: big(raised[neuron]), sum: big(sum), result: short(raised[neuron] / sum),
    });
    result.textContent = percent(probability, 2);
    result.dataset.value = probability;
  };
  return root;
}
