// Small controls with a visible label: a choice, a number, and a usual number or another one.

import { text } from "../../texts/index.js";
import { element } from "../element.js";

/// A control under its label.
export const field = (label, ...controls) => element("label", { class: "field" }, element("span", {}, label), ...controls);

/// A choice between names. `shown(value)` gives its words.
export function choice(id, options, shown, choose) {
  const select = element("select", { id, onchange: () => choose(select.value) });
  const add = (value) => select.append(element("option", { value }, shown(value)));
  options.forEach(add);
  return {
    node: select,
    show(value) {
      if (![...select.options].some((option) => option.value === value)) add(value);
      select.value = value;
    },
  };
}

/// A number typed in; `choose` is called with what is allowed: what lies outside becomes the limit that it passed.
export function numberField(id, { low, high, step = 1 }, choose) {
  let truth = null;
  const input = element("input", {
    id, type: "number", min: low, max: high, step, title: limitsText(low, high),
    onchange: () => {
      const value = within(input.valueAsNumber, { low, high, step }) ?? truth;
      input.value = value;
      if (value !== truth) choose(value);
    },
  });
  return { node: input, show(value) { truth = value; input.value = value; } };
}

/// The nearest number that is allowed; null for what is no number.
export function within(value, { low, high, step = 1 }) {
  if (!Number.isFinite(value)) return null;
  return Math.max(low, Math.min(high, step === 1 ? Math.round(value) : value));
}

export const limitsText = (low, high) => text("learning.limits", { low: plain(low), high: plain(high) });

/// A choice between usual numbers, whose last option turns it into a field for any other. Both take the same place.
export function usualNumber(id, usual, limits, choose) {
  const other = "other";
  const { node: input, show: showInput } = numberField(`${id}-typed`, limits, (value) => { close(); choose(value); });
  input.hidden = true;
  const select = element("select", {
    id,
    onchange: () => {
      if (select.value !== other) return choose(Number(select.value));
      select.hidden = true;
      input.hidden = false;
      input.focus();
      input.select();
    },
  });
  let truth = null;
  const close = () => {
    const hadFocus = document.activeElement === input;
    select.value = truth;
    select.hidden = false;
    input.hidden = true;
    if (hadFocus) select.focus();
  };
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape" || event.key === "Enter" && Number(input.value) === truth) close();
  });
  const fill = (values) => select.replaceChildren(
    ...values.map((value) => element("option", { value: `${value}` }, plain(value))),
    element("option", { value: other }, text("learning.other")));
  fill(usual);
  return {
    node: element("span", { class: "usual" }, select, input),
    show(value) {
      truth = value;
      if (![...select.options].some((option) => option.value === `${value}`)) {
        fill([...usual, value].sort((first, second) => first - second));
      }
      select.value = `${value}`;
      showInput(value);
    },
  };
}

/// A number as one would write it: 0.00001, not 1e-5.
const plain = (value) => (value >= 1e-6 && value < 1 ? value.toFixed(12).replace(/0+$/, "") : `${value}`);
