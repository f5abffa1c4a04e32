// One cell of a map in pictures: the patch that it sees, times the kernel, gives the products that are summed.

import { text } from "../../texts/index.js";
import { hasMaps, patchOf, weightsOf } from "../../model/layers.js";
import { element } from "../element.js";
import { largest, paintShares, paintSigned } from "../picture.js";
import { tilingOf } from "./tiles.js";

/// `update(explanation, session, weights)` shows it for a cell, and hides it for other neurons.
export function patchProducts() {
  const figure = (name) => {
    const canvas = element("canvas", { class: "picture", "aria-hidden": "true" });
    return { canvas, part: element("figure", {}, canvas, element("figcaption", {}, text(`selected.products.${name}`))) };
  };
  const [patch, kernel, product] = ["patch", "kernel", "product"].map(figure);
  const sign = (character) => element("span", { class: "sign", "aria-hidden": "true" }, character);
  const root = element("div", { class: "patch-products", role: "img", "aria-label": text("selected.products.name"), hidden: true },
    patch.part, sign("×"), kernel.part, sign("="), product.part);

  root.update = (explanation, session, weights) => {
    const layer = session.layers[explanation.layer - 1];
    const all = weights?.tensors[`${layer.path}.weight`]?.values;
    root.hidden = !hasMaps(layer) || !all;
    if (root.hidden) return;
    const tiling = tilingOf(layer);
    root.toggleAttribute("data-wide", tiling.columns > 2 * tiling.rows || tiling.columns > 24);
    for (const { canvas } of [patch, kernel, product]) {
      if (canvas.width !== tiling.columns || canvas.height !== tiling.rows) Object.assign(canvas, { width: tiling.columns, height: tiling.rows });
    }
    const byInput = new Map(explanation.terms.map((term) => [term.input, term]));
    const terms = patchOf(layer, explanation.neuron).map(({ input }) => byInput.get(input) ?? null);
    const came = Float32Array.from(terms, (term) => term?.activation ?? 0);
    if (came.some((value) => value < 0)) paintSigned(patch.canvas, tiling.spread(came));
    else paintShares(patch.canvas, tiling.spread(came.map((value) => value / (layer.number === 1 ? 1 : largest(came) || 1))));
    paintSigned(kernel.canvas, tiling.spread(weightsOf(layer, explanation.neuron, all)));
    paintSigned(product.canvas, tiling.spread(Float32Array.from(terms, (term) => term?.product ?? 0)));
    for (const { canvas } of [patch, kernel, product]) tiling.clearGaps(canvas);
  };
  return root;
}
