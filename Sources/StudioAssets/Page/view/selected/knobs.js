// The knobs of the selected neuron, taking turns back, and what turning does to the score.

import { text } from "../../texts/index.js";
import { nodeOf, weightPlace } from "../../model/layers.js";
import { element } from "../element.js";
import { knob } from "../knob.js";
import { count, percent, short } from "../numbers.js";
import { largest } from "../picture.js";
import { inputName } from "./names.js";

/// A place for one knob that changes with what is selected. `update()` reads the weight from the state.
function knobPlace(studio, className, target) {
  const root = element("div", { class: className });
  let shown = "";
  let made = null;

  root.update = () => {
    const { session, selected, weights } = studio.state;
    const wanted = selected && weights ? target(session, selected) : null;
    const values = wanted && weights.tensors[wanted.parameter]?.values;
    if (!values || !(wanted.index < values.length)) {
      root.replaceChildren();
      shown = "";
      return;
    }
    const value = values[wanted.index];
    const key = `${session.id} ${wanted.parameter} ${wanted.index}`;
    if (key === shown) return made.update(value);
    shown = key;
    // Room for twice the largest weight around, and for bold experiments.
    const reach = Math.max(1, Math.ceil(4 * largest(values)) / 2, Math.ceil(2 * Math.abs(value)));
    made = knob({ name: wanted.name, value, low: -reach, high: reach, onturn: (to) => studio.turn(wanted.parameter, wanted.index, to) });
    made.dataset.parameter = wanted.parameter;
    made.dataset.index = wanted.index;
    root.replaceChildren(made);
  };
  return root;
}

export function biasKnob(studio) {
  return knobPlace(studio, "bias-knob", (session, { layer, neuron }) => ({
    parameter: `${session.layers[layer - 1].path}.bias`, index: nodeOf(session.layers[layer - 1], neuron), name: text("selected.knob.bias"),
  }));
}

export function weightKnob(studio) {
  return knobPlace(studio, "weight-knob", (session, { layer, neuron, term }) => {
    const own = session.layers[layer - 1];
    if (term === null || term === undefined || !(term < own.inputs)) return null;
    const index = weightPlace(own, neuron, term);
    return index === null ? null : { parameter: `${own.path}.weight`, index, name: text("selected.knob.weight", { name: inputName(session, layer, term) }) };
  });
}

const inText = (target) => target.closest?.("textarea, [contenteditable], input:not([type=range], [type=checkbox], [type=radio], [type=button])");

/// Undo, back to trained, and the score with its change since before the first turn.
export function turns(studio) {
  const undo = element("button", { type: "button", id: "undo", title: text("selected.turns.undoKeys"), onclick: () => studio.undo() });
  const restore = element("button", { type: "button", id: "restore", onclick: () => studio.restore() }, text("selected.turns.restore"));
  const line = (id) => {
    const before = element("span", { class: "number before" });
    const now = element("b", { class: "number", id });
    return { before, now, part: element("span", {}, before, now) };
  };
  const accuracy = line("turned-accuracy");
  const loss = line("turned-loss");
  const words = element("p", { class: "soft" });
  const root = element("section", { class: "turns" }, element("h3", {}, text("selected.turns.title")),
    element("p", { class: "soft" }, text("selected.turns.words")),
    element("dl", {}, element("dt", {}, text("selected.turns.accuracy")), element("dd", {}, accuracy.part),
      element("dt", {}, text("selected.turns.loss")), element("dd", {}, loss.part)),
    words, element("div", { class: "row" }, undo, restore));
  let before = null;

  // A drawing has strokes of its own to take back, and so has a field of text.
  addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.shiftKey || event.altKey || !(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "z") return;
    if (inText(event.target) || event.target.closest?.("#input") || studio.state.undoCount === 0) return;
    event.preventDefault();
    studio.undo();
  });

  root.update = () => {
    const { score, undoCount, session } = studio.state;
    if (undoCount === 0 || before?.session !== session) before = { ...score, session };
    undo.textContent = undoCount ? text("selected.turns.undoCount", { count: count(undoCount) }) : text("selected.turns.undo");
    undo.disabled = restore.disabled = undoCount === 0;
    if (!score) return;
    const isTurned = undoCount > 0;
    accuracy.before.textContent = isTurned ? `${percent(before.accuracy)} → ` : "";
    accuracy.now.textContent = percent(score.accuracy);
    loss.before.textContent = isTurned ? `${short(before.loss)} → ` : "";
    loss.now.textContent = short(score.loss);
    accuracy.now.dataset.value = score.accuracy;
    loss.now.dataset.value = score.loss;
    words.textContent = text("selected.turns.on", { count: count(score.count) });
  };
  return root;
}
