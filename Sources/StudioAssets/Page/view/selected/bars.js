// Signed numbers as bars up and down, each a button; a line and a sign tell what colour tells.

import { element, say } from "../element.js";
import { withSign } from "../numbers.js";

/// Few figures, as bars are narrow; next to nothing is 0, unless all are as small.
function figuresOf(value, scale, digits) {
  if (Math.abs(value) >= 0.5 * 10 ** -digits) return withSign(Number(value.toFixed(digits)), digits);
  return value === 0 || scale >= 10 ** (1 - digits) ? "0" : `${value < 0 ? "−" : "+"}${Math.abs(value).toExponential(0).replace("-", "−")}`;
}

/// A row of bars. `update([{key, name, title, value, chosen}], scale)` shows them in place; `choose(key)`
/// is called for the one that is clicked.
export function bars({ label, choose = null, digits = 2 }) {
  const root = element("div", { class: "bars", role: "group", "aria-label": label });
  const made = [];

  function make() {
    const bar = element("span", { class: "bar", "aria-hidden": "true" }, element("i"));
    const value = element("span", { class: "number" });
    const name = element("span", { class: "name" });
    const part = element(choose ? "button" : "div", { class: "signed-bar", ...(choose ? { type: "button" } : { role: "img" }) }, bar, value, name);
    if (choose) part.addEventListener("click", () => choose(Number(part.dataset.key)));
    root.append(part);
    return { part, fill: bar.firstChild, value, name };
  }

  root.update = (items, scale) => {
    while (made.length < items.length) made.push(make());
    made.forEach(({ part, fill, value, name }, index) => {
      const item = items[index];
      part.hidden = !item;
      if (!item) return;
      const share = Math.min(1, Math.abs(item.value) / (scale || 1));
      fill.style.height = `${50 * share}%`;
      fill.style.top = item.value < 0 ? "50%" : `${50 - 50 * share}%`;
      part.dataset.sign = item.value < 0 ? "negative" : "positive";
      part.dataset.key = item.key;
      part.dataset.value = item.value;
      part.setAttribute("aria-label", `${item.title}: ${withSign(item.value)}`);
      if (choose) part.setAttribute("aria-pressed", `${Boolean(item.chosen)}`);
      else part.classList.toggle("chosen", Boolean(item.chosen));
      say(value, figuresOf(item.value, scale, digits));
      say(name, item.name);
    });
  };
  return root;
}
