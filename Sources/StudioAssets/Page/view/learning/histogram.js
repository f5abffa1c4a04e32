// How numbers are spread: 32 bars, orange below zero and blue above where there are signs.

import { text } from "../../texts/index.js";
import { element, shape } from "../element.js";
import { short } from "../numbers.js";

const size = { width: 160, height: 48 };

export class Histogram {
  #bars = [];
  #zero = shape("line", { class: "zero-line", y1: 0, y2: size.height });
  #mean = shape("path", { class: "mean-mark" });
  #low = element("span");
  #high = element("span");
  #words = element("p", { class: "histogram-words number" });

  constructor(title) {
    this.title = title;
    this.picture = shape("svg", {
      viewBox: `0 0 ${size.width} ${size.height + 8}`, preserveAspectRatio: "none", role: "img", "aria-label": title,
    }, this.#zero, this.#mean);
    this.node = element("div", { class: "histogram" }, element("h5", {}, title), this.picture,
      element("div", { class: "histogram-ends number", "aria-hidden": "true" }, this.#low, this.#high), this.#words);
  }

  show({ low, high, counts, mean, deviation }) {
    while (this.#bars.length < counts.length) {
      const bar = shape("rect", {});
      this.#bars.push(bar);
      this.#zero.before(bar);
    }
    // A few bars hold most; square roots let the small ones be seen.
    const most = Math.sqrt(Math.max(1, ...counts));
    const breadth = size.width / counts.length;
    counts.forEach((number, index) => {
      const height = Math.sqrt(number) / most * size.height;
      const middle = low + (high - low) * (index + 0.5) / counts.length;
      const bar = this.#bars[index];
      bar.setAttribute("x", index * breadth + 0.3);
      bar.setAttribute("width", breadth - 0.6);
      bar.setAttribute("y", size.height - height);
      bar.setAttribute("height", height);
      bar.setAttribute("class", low >= 0 ? "" : middle < 0 ? "below" : "above");
    });
    const place = (value) => size.width * (value - low) / (high - low || 1);
    const hasZero = low < 0 && high > 0;
    this.#zero.style.display = hasZero ? "" : "none";
    if (hasZero) for (const end of ["x1", "x2"]) this.#zero.setAttribute(end, place(0));
    const at = Math.max(3, Math.min(size.width - 3, place(mean)));
    this.#mean.setAttribute("d", `M${at} ${size.height + 1}l3.5 6h-7z`);
    // What is nothing beside the rest is written as nothing.
    this.#low.textContent = Math.abs(low) < 1e-6 * high ? "0" : short(low);
    this.#high.textContent = low < 0 ? `+${short(high)}` : short(high);
    const values = { title: this.title, mean: short(mean), deviation: short(deviation), low: short(low), high: short(high) };
    this.#words.textContent = text("learning.insight.mean", values);
    this.picture.setAttribute("aria-label", text("learning.insight.name", values));
  }
}
