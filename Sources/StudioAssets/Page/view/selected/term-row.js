// One term of a sum as a line: from where, weight × what came = what it adds.

import { element } from "../element.js";
import { tight, tightWithSign } from "../numbers.js";

/// A line whose weight can be clicked if it `isTurnable`. `show(key, {weight, came, product, scale}, name)`:
/// `name()` is asked for `[short name, title of the name, title of the weight]` when the key is new.
export function termRow(isTurnable) {
  const cell = (name, className) => element(name, { class: className, type: name === "button" ? "button" : null });
  const source = cell("button", "plain source");
  const weight = isTurnable ? cell("button", "plain weight number") : cell("span", "weight number");
  const came = cell("span", "activation number");
  const product = cell("span", "product number");
  const fill = element("i");
  const part = element("li", {}, element("div", { class: "term" }, source, weight, "×", came, "=", product, element("span", { class: "bar", "aria-hidden": "true" }, fill)));
  let lastKey = null;
  let last = {};

  return {
    part, weight,
    show(key, now, name) {
      part.hidden = false;
      if (key === lastKey && now.weight === last.weight && now.came === last.came && now.product === last.product && now.scale === last.scale) return;
      last = now;
      if (key !== lastKey) {
        const [words, title, weightTitle] = name();
        source.textContent = words;
        source.title = title;
        if (isTurnable) weight.title = weightTitle;
        lastKey = key;
      }
      weight.textContent = tightWithSign(now.weight);
      came.textContent = isTurnable ? tight(now.came) : tightWithSign(now.came);
      product.textContent = tightWithSign(now.product);
      part.dataset.sign = now.product < 0 ? "negative" : "positive";
      fill.style.width = `${100 * Math.abs(now.product) / (now.scale || 1)}%`;
    },
  };
}
