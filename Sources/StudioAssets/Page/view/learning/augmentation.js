// Digits beside what random changes make of them.

import { text } from "../../texts/index.js";
import { bytes } from "../../model/engine.js";
import { element } from "../element.js";
import { paintBytes, picture } from "../picture.js";
import { onScreen, panel } from "./panel.js";

/// So many digits are shown.
const shown = 8;

export function augmentation(studio) {
  const again = element("button", { class: "little", id: "augment-again", onclick: () => ask(round + 1) }, text("learning.augmentation.again"));
  const body = element("tbody");
  const table = element("table", { class: "augmented" }, element("caption", { class: "for-readers" }, text("learning.augmentation.table", { count: shown })), body);
  const node = panel("augmentation", [element("div", { class: "scrolling" }, table)], [again]);
  let round = 1;
  let isSeen = false;
  let asked = null;

  async function ask(wanted) {
    const { session } = studio;
    if (!isSeen || !session || session.description.kind !== "pictures") return;
    const key = `${session.id} ${wanted}`;
    if (key === asked) return;
    [asked, round] = [key, wanted];
    try {
      const found = await session.augmented(wanted, shown);
      if (session === studio.session && key === asked) show(session.description, found);
    } catch {
      // The page's own questions tell of a session that is gone.
      asked = null;
    }
  }

  function show({ inputShape, classes }, { originals, labels, changes }) {
    const row = (name, steps, pictures, read) => element("tr", { "data-change": name },
      element("th", { scope: "row" }, text(`learning.augmentation.${name}`), element("small", {}, steps)),
      ...pictures.map((pixels, index) => {
        const canvas = picture(inputShape[1], inputShape[0], "");
        canvas.removeAttribute("role");
        canvas.removeAttribute("aria-label");
        canvas.setAttribute("aria-hidden", "true");
        paintBytes(canvas, bytes(pixels));
        return element("td", {}, element("button", {
          class: "plain picture-button", "aria-label": text("learning.augmentation.read", { label: classes[labels[index]] ?? labels[index], name: text(`learning.augmentation.${name}`) }),
          onclick: () => read(index, pixels),
        }, canvas));
      }));
    body.replaceChildren(
      row("original", "", originals, (index) => studio.read({ kind: "example", part: "training", index })),
      ...changes.map(({ name, steps, pictures }) => row(name, steps.length > 1 ? "" : steps[0], pictures, (index, pixels) => studio.read({ kind: "pixels", pixels }, labels[index]))));
  }

  onScreen(node, (is) => { isSeen = is; ask(round); });
  studio.store.watch(["session"], ({ session }) => {
    node.hidden = session?.kind !== "pictures";
    ask(round);
  });
  return node;
}
