// The legend under the curves; its rows also tell the values at the step that is read off.

import { text } from "../../texts/index.js";
import { shape } from "../element.js";
import { count, percent, short } from "../numbers.js";

const rowHeight = 20;

export class Legend {
  node = shape("g", {});
  #rows = "";

  /// Draws from `top` down, for `[{letter, point}]`; returns where it ends.
  draw(top, width, runs) {
    const rows = runs.flatMap(({ letter, point }) => [
      { name: `${letter}-training`, letter, part: "training", point, loss: point?.loss, accuracy: point?.accuracy },
      { name: `${letter}-validation`, letter, part: "validation", point, loss: point?.validationLoss, accuracy: point?.validationAccuracy },
    ]);
    const columns = width < 440 ? [30, width - 134, width - 66, width - 2] : [30, 250, 340, 430];
    const layout = [top, width, ...rows.map(({ name }) => name)].join();
    if (layout !== this.#rows) this.#build(top, columns, rows, runs.length > 1);
    this.#rows = layout;
    rows.forEach(({ point, loss, accuracy }, index) => {
      [point ? count(point.step) : "–", short(loss), percent(accuracy)].forEach((value, column) => {
        const cell = this.node.querySelector(`[data-cell="${index}.${column}"]`);
        if (cell.textContent !== value) cell.textContent = value;
      });
    });
    return top + rowHeight * rows.length + 8;
  }

  #build(top, [left, ...columns], rows, hasTwo) {
    const heads = ["step", "loss", "accuracy"];
    this.node.replaceChildren(
      ...columns.map((x, column) => shape("text", { class: "plot-text", x, y: top, "text-anchor": "end" }, text(`learning.curves.${heads[column]}`).toLowerCase())),
      ...rows.flatMap(({ name, letter, part }, index) => {
        const y = top + rowHeight * (index + 1);
        return [
          shape("path", { class: `curve ${name}`, fill: "none", d: `M0 ${y - 4}H${left - 6}` }),
          shape("text", { class: "plot-name", x: left, y }, (hasTwo ? `${letter.toUpperCase()} ` : "") + text(`learning.curves.${part}`)),
          ...columns.map((x, column) => shape("text", { class: "plot-number", x, y, "text-anchor": "end", "data-cell": `${index}.${column}` })),
        ];
      }));
  }
}
