// The card of the selected neuron: forward, how its answer came about; backward, what should change.

import { keepBackward, keepExplained } from "../model/questions.js";
import { text } from "../texts/index.js";
import { element, onceAFrame } from "./element.js";
import { excite } from "./selected/excite.js";
import { heading } from "./selected/heading.js";
import { biasKnob, turns, weightKnob } from "./selected/knobs.js";
import { looksFor } from "./selected/looks-for.js";
import { cellMap } from "./selected/map.js";
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
  const map = cellMap(studio);
  const chain = sum(studio, knobs);
  const excited = excite(studio);
  const turned = turns(studio);
  const forward = element("div", { class: "forward" }, map, found, chain, excited);
  const backward = element("div", { class: "backward-panel" });
  host.replaceChildren(element("div", { class: "ways-switch", role: "group", "aria-label": text("selected.way.name") }, ...ways), head, welcome, forward, backward, turned);
  // The steps backward are fetched when they are first looked at.
  let isComing = false;
  studio.store.watch(["direction"], async ({ direction }) => {
    if (direction !== "backward" || isComing) return;
    isComing = true;
    const { mountBackward } = await import("./backward/backward.js");
    mountBackward(backward, studio);
  });

  // What each part shows; a part is drawn only when something of that has changed, as much does 30 times a second.
  const shows = [
    [head, ["selected", "session"]],
    [turned, ["score", "undoCount", "session"]],
    [knobs.biasKnob, ["weights", "selected", "session"]],
    [knobs.weightKnob, ["weights", "selected", "session"]],
    [map, ["answer", "selected", "session", "theme"]],
    [found, ["weights", "explanation", "selected", "session", "theme"]],
    [chain, ["explanation", "answer", "selected", "session", "weights"]],
    [excited, ["selected", "session", "status"]],
  ];
  const names = new Set(shows.flatMap(([, names]) => names).concat("direction"));
  let waiting = new Set();

  const draw = onceAFrame(() => {
    const changed = waiting;
    waiting = new Set();
    const { selected, session, direction, undoCount } = studio.state;
    const isForward = direction !== "backward";
    const isAny = ["selected", "session", "direction", "undoCount"].some((name) => changed.has(name));
    if (isAny) {
      ways.forEach((button) => button.setAttribute("aria-pressed", `${(button.id === "forward") === isForward}`));
      head.hidden = !selected || !session;
      welcome.hidden = Boolean(selected) || !isForward;
      forward.hidden = !isForward || head.hidden;
      backward.hidden = isForward;
      turned.hidden = !session || (head.hidden && undoCount === 0);
    }
    if (!session) return;
    for (const [part, names] of shows) {
      if (part !== head && part !== turned && forward.hidden) continue;
      if (changed.has("direction") || names.some((name) => changed.has(name))) part.update(changed);
    }
  });
  studio.store.watch([...names], (_, changed) => {
    for (const name of changed) waiting.add(name);
    draw();
  });
  // Pictures are painted in the theme's colours.
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { waiting.add("theme"); draw(); });
}
