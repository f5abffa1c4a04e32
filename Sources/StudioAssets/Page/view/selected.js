// The card of the selected neuron: forward, how its answer came about; backward, what should change.

import { keepBackward, keepExplained } from "../model/questions.js";
import { text } from "../texts/index.js";
import { element, onceAFrame } from "./element.js";
import { mountBackward } from "./backward/backward.js";
import { excite } from "./selected/excite.js";
import { heading } from "./selected/heading.js";
import { biasKnob, turns, weightKnob } from "./selected/knobs.js";
import { looksFor } from "./selected/looks-for.js";
import { sum } from "./selected/sum.js";

export function mountSelected(host, studio) {
  keepExplained(studio);
  keepBackward(studio);

  const way = (direction) => element("button", { type: "button", id: direction, onclick: () => studio.look(direction) },
    element("b", {}, text(`selected.way.${direction}`)), element("small", {}, text(`selected.way.${direction}Words`)));
  const ways = ["forward", "backward"].map(way);
  const knobs = { biasKnob: biasKnob(studio), weightKnob: weightKnob(studio) };
  const head = heading(studio);
  const welcome = element("div", { class: "welcome" }, element("h2", {}, text("selected.welcome.title")), element("p", {}, text("selected.welcome.words")));
  const found = looksFor(studio);
  const chain = sum(studio, knobs);
  const excited = excite(studio);
  const turned = turns(studio);
  const forward = element("div", { class: "forward" }, found, chain, excited);
  const backward = element("div", { class: "backward-panel" });
  host.replaceChildren(element("div", { class: "ways-switch", role: "group", "aria-label": text("selected.way.name") }, ...ways), head, welcome, forward, backward, turned);
  mountBackward(backward, studio);

  const draw = onceAFrame(() => {
    const { selected, session, direction } = studio.state;
    const isForward = direction !== "backward";
    ways.forEach((button) => button.setAttribute("aria-pressed", `${(button.id === "forward") === isForward}`));
    head.hidden = !selected || !session;
    head.update();
    welcome.hidden = Boolean(selected) || !isForward;
    forward.hidden = !isForward || head.hidden;
    backward.hidden = isForward;
    turned.hidden = !session || (head.hidden && studio.state.undoCount === 0);
    if (!session) return;
    turned.update();
    if (forward.hidden) return;
    for (const part of [...Object.values(knobs), found, chain, excited]) part.update();
  });
  studio.store.watch(["selected", "session", "direction", "answer", "explanation", "weights", "score", "undoCount", "status", "theme"], draw);
  // Pictures are painted in the theme's colours.
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
}
