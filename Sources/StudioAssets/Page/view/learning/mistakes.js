// Where the network is wrong: the confusion matrix, and the pictures it misread.

import { text } from "../../texts/index.js";
import { element } from "../element.js";
import { count, percent } from "../numbers.js";
import { paintBytes, picture } from "../picture.js";
import { bytes } from "../../model/engine.js";
import { ConfusionTable } from "./confusion.js";
import { panel, whenSeen } from "./panel.js";
import { counted } from "./words.js";

const shown = 48;
/// So many are asked for when only those of one cell are wanted.
const searched = 1000;

export function mistakes(studio) {
  let picked = null;
  let found = null;
  const table = new ConfusionTable((cell) => { picked = cell; again(); show(); });
  const axes = element("p", { class: "axes" }, text("learning.confusion.axes"));
  const confusionNode = panel("confusion", [element("div", { class: "scrolling" }, table.node), axes]);

  const words = element("span", {});
  const all = element("button", { class: "little", id: "all-mistakes", onclick: () => table.choose(null) }, text("learning.mistakes.all"));
  const gallery = element("div", { class: "gallery" });
  const galleryNode = panel("mistakes", [element("div", { class: "row gallery-words" }, words, all), gallery]);
  const cells = [];

  function cell() {
    const { session } = studio.state;
    const [rows, columns] = session.inputShape.slice(-2);
    const canvas = picture(columns, rows, "");
    canvas.removeAttribute("role");
    const caption = element("small", {});
    const own = { canvas, caption, mistake: null };
    own.button = element("button", {
      class: "plain picture-button",
      onclick: () => studio.read({ kind: "example", part: "validation", index: own.mistake.index }, null),
    }, canvas, caption);
    return own;
  }

  function show() {
    const { session } = studio.state;
    all.hidden = !picked;
    if (!found || !session) return;
    const name = (index) => session.classes[index] ?? `${index}`;
    const wrong = found.count - Math.round(found.accuracy * found.count);
    const values = { wrong: count(wrong), count: count(found.count), accuracy: percent(found.accuracy) };
    const ofCell = picked && (found.confusion[picked.row]?.[picked.column] ?? 0);
    words.textContent = picked
      ? counted("learning.mistakes.cell", ofCell, { number: count(ofCell), row: name(picked.row), column: name(picked.column) })
      : wrong === 0 ? text("learning.mistakes.none", values) : counted("learning.mistakes.of", wrong, values);
    const wanted = session.kind === "points" ? [] : found.mistakes
      .filter(({ label, answer, pixels }) => pixels && (!picked || label === picked.row && answer === picked.column))
      .slice(0, shown);
    while (cells.length < wanted.length) {
      cells.push(cell());
      gallery.append(cells.at(-1).button);
    }
    cells.forEach((own, index) => {
      const mistake = wanted[index];
      own.button.hidden = !mistake;
      if (!mistake) return;
      if (own.mistake?.pixels !== mistake.pixels) paintBytes(own.canvas, bytes(mistake.pixels));
      own.mistake = mistake;
      const caption = text("learning.mistakes.said", {
        label: name(mistake.label), answer: name(mistake.answer), confidence: percent(mistake.confidence, 0).replace(" ", "\u00a0"),
      });
      if (own.caption.textContent !== caption) own.caption.textContent = caption;
      own.button.dataset.index = mistake.index;
    });
    mark();
  }

  function take(answer) {
    found = answer;
    table.show(answer.confusion);
    show();
  }

  function mark() {
    const { input } = studio.state;
    for (const { button, mistake } of cells) {
      const isRead = input?.kind === "example" && input.part === "validation" && input.index === mistake?.index;
      button.setAttribute("aria-pressed", `${isRead}`);
    }
  }

  studio.store.watch(["session"], ({ session }) => {
    if (!session) return;
    table.build(session.classes);
    picked = null;
    found = null;
    cells.length = 0;
    gallery.replaceChildren();
    galleryNode.querySelector(".caption").textContent = text(session.kind === "points" ? "learning.mistakes.points" : "learning.mistakes.caption");
    show();
  });
  studio.store.watch(["theme"], () => {
    for (const own of cells) own.mistake = null;
    if (found) take(found);
  });
  studio.store.watch(["input"], mark);
  const ask = (session) => session.mistakes(picked ? searched : shown);
  // Both panels show one answer; they are seen as one.
  const node = element("div", { class: "wrong-answers" }, confusionNode, galleryNode);
  const again = whenSeen(node, studio, ask, take);
  return node;
}
