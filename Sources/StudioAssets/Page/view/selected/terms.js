// The terms of a neuron's sum, one a line: weight × what came in = what it adds.

import { text } from "../../texts/index.js";
import { seesMaps } from "../../model/layers.js";
import { element, say } from "../element.js";
import { count, withSign } from "../numbers.js";
import { inputName, inputShort } from "./names.js";
import { termRow } from "./term-row.js";

/// So many terms are shown at first.
const few = 8;
/// Rows that are made in one frame.
const chunk = 56;
/// The many rows beyond the first follow at most this often, in milliseconds.
const pause = 250;
/// The height of a row in pixels, as the style has it.
const rowHeight = 28;

/// The list. `update(explanation)` shows a neuron's terms; `choose(input)` is called for a weight that is
/// clicked, `follow(input)` for the name of where it comes from. `knobPlace(row)` is told which row shows
/// the chosen term, null for none.
export function termList(studio, { choose, follow, knobPlace }) {
  const list = element("ol", { class: "terms" });
  const rest = element("p", { class: "rest" });
  const silent = element("p", { class: "rest" });
  const opener = element("button", { type: "button", id: "all-terms", "aria-expanded": "false", onclick: () => open(!isOpen) });
  const root = element("div", {}, list, rest, silent, opener);
  const rows = [];
  let isOpen = false;
  let explanation = null;
  let order = [];
  let orderedFor = {};
  let later = null;

  list.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    const row = event.target.closest("li");
    if (button?.classList.contains("weight")) choose(Number(row.dataset.input));
    else if (button?.classList.contains("source")) follow(Number(row.dataset.input));
  });

  function fillRow(index, term, scale, neuron) {
    if (!rows[index]) {
      rows[index] = termRow(true);
      list.append(rows[index].part);
    }
    const { session, selected } = studio.state;
    const { part, weight, show } = rows[index];
    const isChosen = `${selected?.term === term.input}`;
    if (weight.getAttribute("aria-expanded") !== isChosen) {
      weight.setAttribute("aria-expanded", isChosen);
      part.classList.toggle("chosen", isChosen === "true");
    }
    for (const name of ["input", "weight", "activation", "product"]) if (part.dataset[name] !== `${term[name]}`) part.dataset[name] = term[name];
    show(`${neuron}.${term.input}`, { weight: term.weight, came: term.activation, product: term.product, scale }, () => {
      const name = inputName(session, explanation.layer, term.input);
      return [inputShort(session, explanation.layer, term.input), text(explanation.layer > 1 ? "selected.sum.goTo" : "selected.sum.showPixel", { name }), text("selected.sum.turnWeight", { name })];
    });
  }

  /// The engine's order, largest first, held while a weight is turned, lest it run from under the hand.
  function sort() {
    const { selected, input } = studio.state;
    const now = { layer: explanation.layer, neuron: explanation.neuron, input };
    const isSame = Object.keys(now).every((name) => now[name] === orderedFor[name]);
    if (isSame && selected?.term !== null && selected?.term !== undefined) return;
    orderedFor = now;
    order = explanation.terms.map((term) => term.input);
  }

  /// Fills all rows; while training runs, those in sight.
  function fillMany() {
    later = null;
    if (!explanation) return;
    const first = Math.floor(list.scrollTop / rowHeight) - 6;
    const last = first + list.clientHeight / rowHeight + 12;
    show(studio.state.status?.running ? (index) => index < few || (index >= first && index <= last) : undefined);
  }
  list.addEventListener("scroll", () => { if (isOpen) plan(); });

  /// Shows the rows that `isWanted`, and makes those that are missing, some at a time.
  function show(isWanted = () => true) {
    const byInput = [];
    for (const term of explanation.terms) byInput[term.input] = term;
    const { session, selected } = studio.state;
    const active = order.filter((input) => byInput[input].activation !== 0);
    const silentOnes = order.filter((input) => byInput[input].activation === 0);
    const chosen = selected?.term ?? null;
    let shown = active.slice(0, few);
    if (chosen !== null && !shown.includes(chosen) && byInput[chosen]) shown = [...shown, chosen];
    if (isOpen) shown = [...active, ...silentOnes];
    const largest = Math.max(...explanation.terms.slice(0, 1).map(({ product }) => Math.abs(product)), 0);
    const neuron = `${session.id}.${explanation.layer}.${explanation.neuron}`;

    let made = 0;
    for (let index = 0; index < shown.length; index++) {
      if (!rows[index] && made++ >= chunk) { plan(); break; }
      if (!rows[index] || rows[index].part.hidden || isWanted(index)) fillRow(index, byInput[shown[index]], largest, neuron);
    }
    for (let index = shown.length; index < rows.length; index++) if (!rows[index].part.hidden) rows[index].part.hidden = true;
    knobPlace(chosen === null ? null : rows[shown.indexOf(chosen)]?.part ?? null);

    const isShown = new Set(shown);
    const others = active.filter((input) => !isShown.has(input));
    const total = others.reduce((sum, input) => sum + byInput[input].product, 0);
    say(rest, others.length ? text(others.length === 1 ? "selected.sum.oneOther" : "selected.sum.others", { count: count(others.length), sum: withSign(total) }) : "");
    const kind = seesMaps(session.layers[explanation.layer - 1]) ? "silentPlaces" : explanation.layer > 1 ? "silentNeurons" : session.kind === "points" ? "silentInputs" : "silentPixels";
    say(silent, silentOnes.length ? text(`selected.sum.${kind}`, { count: count(silentOnes.length) }) : "");
    opener.hidden = explanation.terms.length <= few;
    say(opener, isOpen ? text("selected.sum.fewer") : text("selected.sum.all", { count: count(explanation.terms.length) }));
    opener.setAttribute("aria-expanded", `${isOpen}`);
    list.classList.toggle("many", isOpen);
  }

  const plan = (wait = 0) => { later ??= setTimeout(fillMany, wait); };

  function open(wish) {
    isOpen = wish;
    show();
  }

  return {
    root,
    update(found) {
      explanation = found;
      sort();
      show(isOpen ? (index) => index < few : undefined);
      if (isOpen) plan(pause);
    },
  };
}
