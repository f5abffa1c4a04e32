// The editor of layers one after another: a list of widths.

import { text } from "../../texts/index.js";
import { element } from "../element.js";
import { limitsText, within } from "./fields.js";

/// Presses on + and − come in quick succession; the network is made when they have ended.
const pause = 400;

/// `limits` says how many `layers` there may be and how wide, `least` how many there are at least; `words` is the part
/// of the texts that names them: `title`, `add`, `width`, `fewer`, `more` and `remove`. `choose` is called with a list
/// of widths.
export function layersEditor(id, { layers, width: widest, least = 0, usual = 8 }, words, choose) {
  let widths = [];
  let timer = null;
  const list = element("span", { class: "widths" });
  const add = element("button", {
    class: "little", "data-act": "add", onclick: () => change([...widths, widths.at(-1) ?? usual], 0),
  }, text(`${words}.add`));
  const node = element("div", { id, class: "layers-editor", role: "group", "aria-label": text(`${words}.title`) }, list, add);

  function change(wanted, wait = pause) {
    widths = wanted;
    draw();
    clearTimeout(timer);
    timer = setTimeout(() => { timer = null; choose(widths); }, wait);
  }

  const resize = (index, width) => change(widths.with(index, Math.max(1, Math.min(widest, width))));

  function row(index) {
    const name = { number: index + 1 };
    const button = (act, sign, key, onclick) => element("button", {
      class: "little", "data-act": act, title: text(key, name), "aria-label": text(key, name), onclick,
    }, sign);
    const input = element("input", {
      type: "number", min: 1, max: widest, title: limitsText(1, widest), "aria-label": text(`${words}.width`, name),
      onchange: () => {
        const width = within(input.valueAsNumber, { low: 1, high: widest }) ?? widths[index];
        input.value = width;
        if (width !== widths[index]) resize(index, width);
      },
    });
    return element("span", { class: "width", "data-layer": index + 1 },
      button("less", "−", `${words}.fewer`, () => resize(index, widths[index] - 1)),
      input,
      button("more", "+", `${words}.more`, () => resize(index, widths[index] + 1)),
      button("remove", "×", `${words}.remove`, () => {
        change(widths.toSpliced(index, 1), 0);
        add.focus();
      }));
  }

  function draw() {
    while (list.children.length > widths.length) list.lastChild.remove();
    while (list.children.length < widths.length) list.append(row(list.children.length));
    widths.forEach((width, index) => {
      const [less, input, more, remove] = list.children[index].children;
      if (Number(input.value) !== width) input.value = width;
      less.disabled = width <= 1;
      more.disabled = width >= widest;
      remove.disabled = widths.length <= least;
    });
    add.disabled = widths.length >= layers;
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
