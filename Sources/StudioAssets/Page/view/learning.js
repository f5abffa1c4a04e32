// The bottom card: learning, live.

import { text } from "../texts/index.js";
import { element } from "./element.js";
import { Rival } from "../model/rival.js";
import { augmentation } from "./learning/augmentation.js";
import { choices } from "./learning/choices.js";
import { controls } from "./learning/controls.js";
import { curves } from "./learning/curves.js";
import { forming } from "./learning/forming.js";
import { insight } from "./learning/insight.js";
import { mistakes } from "./learning/mistakes.js";

/// Where the Space key has a meaning of its own.
const owners = "button, input, select, textarea, a, summary";

export function mountLearning(host, studio) {
  const rival = new Rival(studio);
  const { node, toggle } = controls(studio, rival);
  host.tabIndex = -1;
  host.append(element("h2", {}, text("learning.heading")), node);
  host.addEventListener("keydown", (event) => {
    if (event.key !== " " || event.repeat || event.target.closest(owners)) return;
    event.preventDefault();
    toggle();
  });
  studio.store.watch(["isOpening"], ({ isOpening }) => host.setAttribute("aria-busy", `${isOpening}`));

  // What can be chosen is known once the engine has said it.
  const end = studio.store.watch(["catalogue"], ({ catalogue }) => {
    if (!catalogue) return;
    queueMicrotask(() => end());
    const { comparison, opener } = comparing(studio, rival, catalogue);
    const byDefault = element("button", {
      class: "link", id: "default-network",
      onclick: () => studio.open(catalogue.defaults[studio.state.settings.data]),
    }, text("learning.byDefault"));
    host.append(
      choices(studio, catalogue, { label: text("learning.choices") }),
      element("div", { class: "row below-choices" }, opener, byDefault, meanings()),
      comparison,
      element("div", { class: "panels" }, curves(studio, rival), mistakes(studio), insight(studio), forming(studio), augmentation(studio)));
  });
}

/// What the choices mean, folded away.
function meanings() {
  const names = ["kind", "filters", "layers", "activation", "loss", "seed", "optimizer", "rate", "batch"];
  return element("details", { class: "meanings" }, element("summary", {}, text("learning.meaning")),
    element("dl", {}, ...names.flatMap((name) => [
      element("dt", {}, text(`learning.${name}`)), element("dd", {}, text(`learning.meanings.${name}`)),
    ])));
}

/// The button that begins and ends a comparison, and the place for it, filled when there is one at last.
function comparing(studio, rival, catalogue) {
  const comparison = element("section", { id: "comparison", class: "panel", "aria-label": text("learning.compare.title"), hidden: true });
  const opener = element("button", {
    id: "compare", "aria-controls": "comparison", onclick: () => (rival.isOpen ? rival.end() : rival.begin()),
  });
  let filling = null;
  rival.store.watch(["session"], async ({ session }) => {
    opener.setAttribute("aria-expanded", `${Boolean(session)}`);
    opener.textContent = text(session ? "learning.compare.close" : "learning.compare.open");
    comparison.hidden = !session;
    if (!session || filling) return;
    filling = import("./learning/compare.js");
    (await filling).fillComparison(comparison, studio, rival, catalogue);
  });
  return { comparison, opener };
}
