// Step 4: how the error comes back to one neuron, term by term.

import { text } from "../../texts/index.js";
import { hasMaps, nodeOf, seesMaps } from "../../model/layers.js";
import { element, say } from "../element.js";
import { count, short, withSign } from "../numbers.js";
import { largest } from "../picture.js";
import { bars } from "../selected/bars.js";
import { neuronName, neuronTitle } from "../selected/names.js";
import { termRow } from "../selected/term-row.js";

/// So many terms and neurons are shown; the rest is summed up.
const most = 10;
const mostBars = 32;

export function errorStep(studio) {
  const title = element("h4");
  const terms = element("ol", { class: "terms", id: "backward-terms" });
  const rest = element("p", { class: "rest" });
  const total = element("output", { class: "number" });
  const slope = element("output", { class: "number" });
  const delta = element("output", { class: "number", id: "delta" });
  const sumLine = element("p", { class: "line" }, element("span", {}, text("backward.error.sum")), total);
  const slopeLine = element("p", { class: "line" }, element("span", {}, text("backward.error.slope")), slope);
  const meaning = element("p", { class: "soft" });
  const formula = element("p", { class: "formula-line" });
  const others = element("h4");
  const shown = bars({ label: text("backward.error.layer"), choose: (neuron) => studio.select(others.layer, neuron), digits: 2 });
  const rows = [];

  terms.addEventListener("click", (event) => {
    const row = event.target.closest("button") && event.target.closest("li");
    if (row) studio.select(Number(row.dataset.layer), Number(row.dataset.neuron));
  });

  /// The terms w·δ of the layer after the chosen neuron's, largest first.
  function termsOf({ backward, chosen, weight }) {
    const next = backward.layers[chosen.layer];
    return next.deltas.map((error, neuron) => {
      const factor = weight(chosen.layer + 1, neuron, chosen.neuron) ?? 0;
      return { neuron, factor, error, product: factor * error };
    }).sort((one, other) => Math.abs(other.product) - Math.abs(one.product));
  }

  function showTerms(found) {
    const { session, chosen } = found;
    const all = termsOf(found);
    const size = Math.abs(all[0]?.product) || 1;
    const few = all.slice(0, most);
    few.forEach(({ neuron, factor, error, product }, index) => {
      if (!rows[index]) {
        rows[index] = termRow(false);
        terms.append(rows[index].part);
      }
      const layer = chosen.layer + 1;
      rows[index].show(`${session.id}.${layer}.${neuron}`, { weight: factor, came: error, product, scale: size }, () => [
        text(layer === session.layers.length ? "backward.error.output" : "selected.name.neuron", { neuron }),
        text("selected.sum.goTo", { name: neuronName(session, layer, neuron) }),
      ]);
      Object.assign(rows[index].part.dataset, { layer, neuron });
    });
    for (let index = few.length; index < rows.length; index++) rows[index].part.hidden = true;
    const left = all.slice(most);
    say(rest, left.length ? text("selected.sum.others", { count: count(left.length), sum: withSign(left.reduce((sum, { product }) => sum + product, 0)) }) : "");
  }

  return {
    root: element("div", {}, title, formula, terms, rest, sumLine, slopeLine,
      element("p", { class: "line total" }, element("span", {}, text("backward.error.delta")), delta), meaning, others, shown),
    update(found) {
      const { backward, session, chosen, isSoftmax, layer } = found;
      const here = backward.layers[chosen.layer - 1];
      const isOutput = chosen.layer === session.layers.length;
      say(title, neuronTitle(session, chosen.layer, chosen.neuron));
      const next = session.layers[chosen.layer];
      // Through maps the error comes from every cell that has seen this one: the engine has summed that.
      const isSpread = !isOutput && (hasMaps(next) || seesMaps(next));
      terms.hidden = rest.hidden = isOutput || isSpread;
      sumLine.hidden = isOutput && isSoftmax;
      slopeLine.hidden = isOutput && isSoftmax;
      const arrived = here.activationGradients?.[chosen.neuron] ?? found.delta;
      if (isOutput) {
        say(formula, text(isSoftmax ? "backward.error.ofOutput" : "backward.error.ofOutputValues", {
          p: short(found.outputs[chosen.neuron]), y: `${backward.wanted[chosen.neuron]}`, delta: short(found.delta),
        }));
      } else {
        say(formula, text("backward.error.formula", { slope: short(here.slopes[chosen.neuron]), sum: short(arrived), delta: short(found.delta) }));
        if (!isSpread) showTerms(found);
      }
      say(total, withSign(arrived));
      say(slope, short(here.slopes[chosen.neuron]));
      say(delta, withSign(found.delta, 4));
      delta.dataset.value = found.delta;
      say(meaning, isOutput && isSoftmax ? text("backward.error.outputWords") : here.slopes[chosen.neuron] === 0
        ? text("backward.error.silent", { name: layer.activation })
        : text(found.delta < 0 ? "backward.error.rise" : "backward.error.fall"));
      others.layer = chosen.layer;
      const isCell = hasMaps(layer);
      say(others, text(isCell ? "backward.error.maps" : "backward.error.layer"));
      // Of a cell, the same place in each map.
      const node = nodeOf(layer, chosen.neuron);
      const first = isCell ? chosen.neuron - node : 0;
      const count = isCell ? layer.convolution.filters : here.deltas.length;
      shown.update(Array.from(here.deltas.slice(first, first + Math.min(count, mostBars)), (error, index) => ({
        key: first + index, name: `${index}`, value: error, chosen: index === node,
        title: text("backward.error.title", { name: neuronName(session, chosen.layer, first + index) }),
      })), largest(here.deltas));
    },
    caption: ({ session, chosen, delta }) => text("backward.error.caption", { name: neuronName(session, chosen.layer, chosen.neuron), delta: withSign(delta) }),
  };
}
