// The confusion matrix as a table: a row for each true class, a column for each answer.

import { text } from "../../texts/index.js";
import { element } from "../element.js";
import { css, lit } from "../colours.js";
import { percent } from "../numbers.js";

export class ConfusionTable {
  #cells = [];
  #classes = [];
  #picked = null;

  /// `pick({row, column})` is called with a cell, or with null when it is let go.
  constructor(pick) {
    this.pick = pick;
    this.node = element("table", { class: "confusion-table", onkeydown: (event) => this.#move(event) });
  }

  build(classes) {
    this.#classes = classes;
    this.#picked = null;
    const head = (name, scope) => element("th", { scope }, name);
    this.#cells = classes.map((_, row) => classes.map((_, column) => this.#cell(row, column)));
    this.node.style.setProperty("--classes", classes.length);
    this.node.replaceChildren(
      element("caption", { class: "for-readers" }, text("learning.confusion.table")),
      element("thead", {}, element("tr", {}, element("td", { "aria-hidden": "true" }), ...classes.map((name) => head(name, "col")))),
      element("tbody", {}, ...classes.map((name, row) => element("tr", {}, head(name, "row"), ...this.#cells[row].map(({ cell }) => cell)))));
  }

  #cell(row, column) {
    if (row === column) {
      const cell = element("td", { class: "right-answers" });
      return { cell, words: cell };
    }
    // One stop for the Tab key; arrows go from cell to cell.
    const words = element("button", {
      class: "plain", tabindex: "-1", "data-row": row, "data-column": column, "aria-pressed": "false",
      onclick: () => this.choose(this.#picked?.row === row && this.#picked.column === column ? null : { row, column }),
    }, "–");
    return { cell: element("td", {}, words), words };
  }

  choose(picked) {
    this.#picked = picked;
    for (const { words } of this.#cells.flat()) if (words.hasAttribute("aria-pressed")) words.setAttribute("aria-pressed", "false");
    if (picked) this.#cells[picked.row][picked.column].words.setAttribute("aria-pressed", "true");
    this.#stop(picked ?? { row: 0, column: 1 });
    this.pick(picked);
  }

  show(matrix) {
    matrix.forEach((counts, row) => {
      const all = counts.reduce((sum, number) => sum + number, 0) || 1;
      counts.forEach((number, column) => {
        const own = this.#cells[row]?.[column];
        if (!own) return;
        // Square roots, so that a share of one in a hundred can be told from none.
        const share = Math.sqrt(number / all);
        const words = `${number}`;
        if (own.words.textContent !== words) own.words.textContent = words;
        own.cell.style.background = css(lit(share));
        own.cell.style.color = share > 0.5 ? "#1b2230" : "#fff";
        own.cell.classList.toggle("none", number === 0);
        if (row === column) return;
        own.words.title = text("learning.confusion.cell", {
          number, row: this.#classes[row], column: this.#classes[column], share: percent(number / all),
        });
        own.words.setAttribute("aria-label", own.words.title);
      });
    });
    if (!this.node.querySelector("button[tabindex='0']")) this.#stop({ row: 0, column: 1 });
  }

  #stop({ row, column }) {
    this.node.querySelector("button[tabindex='0']")?.setAttribute("tabindex", "-1");
    this.#cells[row]?.[column]?.words.setAttribute("tabindex", "0");
  }

  #move(event) {
    const [down, right] = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key] ?? [0, 0];
    if (!down && !right || event.target.dataset.row === undefined) return;
    event.preventDefault();
    let row = Number(event.target.dataset.row) + down;
    let column = Number(event.target.dataset.column) + right;
    // The diagonal holds no mistakes.
    if (row === column) { row += down; column += right; }
    const wanted = this.#cells[row]?.[column];
    if (!wanted) return;
    this.#stop({ row, column });
    wanted.words.focus();
  }
}
