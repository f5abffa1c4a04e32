// The editor of hidden layers: a list of widths.

import { text } from "../../texts/index.js";
import { element } from "../element.js";
import { limitsText, within } from "./fields.js";

/// Presses on + and − come in quick succession; the network is made when they have ended.
const pause = 400;

/// `choose` is called with a list of widths.
export function layersEditor(id, limits, choose) {
  let widths = [];
  let timer = null;
  const list = element("span", { class: "widths" });
  const add = element("button", {
    class: "little", "data-act": "add", onclick: () => change([...widths, widths.at(-1) ?? 8], 0),
  }, text("learning.addLayer"));
  const node = element("div", { id, class: "layers-editor", role: "group", "aria-label": text("learning.layers") }, list, add);

  function change(wanted, wait = pause) {
    widths = wanted;
    draw();
    clearTimeout(timer);
    timer = setTimeout(() => { timer = null; choose(widths); }, wait);
  }

  const resize = (index, width) => change(widths.with(index, Math.max(1, Math.min(limits.width, width))));

  function row(index) {
    const name = { number: index + 1 };
    const button = (act, sign, key, onclick) => element("button", {
      class: "little", "data-act": act, title: text(key, name), "aria-label": text(key, name), onclick,
    }, sign);
    const input = element("input", {
      type: "number", min: 1, max: limits.width, title: limitsText(1, limits.width), "aria-label": text("learning.width", name),
      onchange: () => {
        const width = within(input.valueAsNumber, { low: 1, high: limits.width }) ?? widths[index];
        input.value = width;
        if (width !== widths[index]) resize(index, width);
      },
    });
    return element("span", { class: "width", "data-layer": index + 1 },
      button("less", "−", "learning.fewer", () => resize(index, widths[index] - 1)),
      input,
      button("more", "+", "learning.more", () => resize(index, widths[index] + 1)),
      button("remove", "×", "learning.removeLayer", () => {
        change(widths.toSpliced(index, 1), 0);
        add.focus();
      }));
  }

  function draw() {
    while (list.children.length > widths.length) list.lastChild.remove();
    while (list.children.length < widths.length) list.append(row(list.children.length));
    widths.forEach((width, index) => {
      const [less, input, more] = list.children[index].children;
      if (Number(input.value) !== width) input.value = width;
      less.disabled = width <= 1;
      more.disabled = width >= limits.width;
    });
    add.disabled = widths.length >= limits.layers;
    list.dataset.value = widths.join(",");
  }

  return {
    node,
    /// What is being typed or pressed is newer than what the engine has.
    show(truth) {
      if (timer !== null) return;
      widths = [...truth];
      draw();
    },
  };
}
