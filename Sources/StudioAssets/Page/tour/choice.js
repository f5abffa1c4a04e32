// A choice of one of a few, as buttons side by side.

import { element } from "../view/element.js";

/// `options` are `[value, label]`; `onchoose(value)` is called when a person chooses. `choose(value)` of the
/// element shows another choice.
export function choice(name, options, chosen, onchoose) {
  const buttons = options.map(([value, label]) => element("button", {
    "data-choice": value, "aria-pressed": `${value === chosen}`,
    onclick: () => { root.choose(value); onchoose(value); },
  }, label));
  const root = element("div", { class: "row choice", role: "group", "aria-label": name }, ...buttons);
  root.choose = (value) => {
    for (const button of buttons) button.setAttribute("aria-pressed", `${button.dataset.choice === `${value}`}`);
  };
  return root;
}
