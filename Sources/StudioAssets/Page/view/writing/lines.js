// Lines of attention from one token to those that were looked at: the larger the weight, the stronger the line.

import { shape } from "../element.js";

/// Fainter lines nobody sees.
const faintest = 0.004;
/// So many of the strongest have their weight written beside them, from this weight on.
const [numbers, least] = [4, 0.08];
/// How far apart numbers must be to be read.
const room = 22;

export class Lines {
  node = shape("svg", { class: "lines", "aria-hidden": "true" });
  #list;
  #lit = [];

  constructor(list) { this.#list = list; }

  clear() {
    this.node.replaceChildren();
    for (const node of this.#lit) node.style.removeProperty("--weight");
    this.#lit = [];
  }

  /// Draws lines from a token to others, one for each weight.
  show(origin, targets, weights) {
    this.clear();
    const { scrollWidth, scrollHeight } = this.#list;
    this.node.setAttribute("width", scrollWidth);
    this.node.setAttribute("height", scrollHeight);
    const from = middle(origin);
    const order = targets.map((node, index) => ({ node, weight: weights[index] ?? 0 }))
      .filter(({ weight }) => weight > faintest).sort((one, other) => one.weight - other.weight);
    for (const { node, weight } of order) {
      node.style.setProperty("--weight", `${Math.round(100 * weight)}%`);
      this.#lit.push(node);
      this.node.append(line(from, middle(node), weight));
    }
    // The strongest first; a number that would cover another is left out.
    const taken = [];
    for (const { node, weight } of order.slice(-numbers).reverse()) {
      const to = middle(node);
      if (weight < least || taken.some(({ x, top }) => Math.abs(x - to.x) < room && Math.abs(top - to.top) < room)) continue;
      taken.push(to);
      this.node.append(number(to, weight));
    }
  }
}

const middle = (node) => ({ x: node.offsetLeft + node.offsetWidth / 2, top: node.offsetTop, bottom: node.offsetTop + node.offsetHeight });

/// An arc above the line of text, or from one line to another.
function line(from, to, weight) {
  const isSame = Math.abs(from.top - to.top) < 4;
  const [y, end] = [from.top + 3, isSame ? to.top + 3 : to.bottom - 3];
  const rise = isSame ? Math.min(26, 8 + Math.abs(from.x - to.x) / 8) : 0;
  const path = isSame
    ? `M${from.x} ${y}C${from.x} ${y - rise} ${to.x} ${y - rise} ${to.x} ${end}`
    : `M${from.x} ${y}C${from.x} ${(2 * y + end) / 3} ${to.x} ${(y + 2 * end) / 3} ${to.x} ${end}`;
  return shape("path", { d: path, "stroke-width": (0.6 + 3.4 * weight).toFixed(2), opacity: (0.15 + 0.85 * Math.sqrt(weight)).toFixed(3) });
}

function number(to, weight) {
  return shape("text", { x: to.x, y: to.bottom + 9, "text-anchor": "middle" }, weight.toFixed(2).replace(/^0/, ""));
}
