// Step 7: the weights are turned a little, and the loss falls.

import { text } from "../../texts/index.js";
import { element, say } from "../element.js";
import { exact, short } from "../numbers.js";
import { inputName, neuronName } from "../selected/names.js";
import { peak } from "./weight-steps.js";

export function moveStep(studio) {
  const which = element("p", { class: "soft" });
  const formula = element("p", { class: "formula-line large" });
  const optimizer = element("p", { class: "soft" });
  const result = element("p", { class: "step-result", role: "status" });
  // The loss before a step that was asked for, until the loss after it is known.
  let asked = null;

  const take = async (act) => {
    const { backward } = studio.state;
    if (!backward) return;
    asked = { loss: backward.loss, steps: backward.steps };
    await act();
  };
  const buttons = element("div", { class: "row" },
    element("button", { type: "button", id: "take-example-step", class: "main", onclick: () => take(() => studio.learnExample()) }, text("backward.move.example")),
    element("button", { type: "button", id: "take-batch-step", onclick: () => take(() => studio.step()) }, text("backward.move.batch")));

  return {
    root: element("div", {}, which, formula, optimizer, buttons, result),
    update({ session, chosen, gradient, backward, settings, weight }) {
      const at = peak(gradient);
      const now = weight(chosen.layer, chosen.neuron, at);
      say(which, text("backward.move.which", { input: inputName(session, chosen.layer, at), neuron: neuronName(session, chosen.layer, chosen.neuron) }));
      if (now !== null) {
        say(formula, text("backward.move.formula", {
          weight: short(now, 4), rate: exact(backward.learningRate), gradient: gradient[at] < 0 ? `(${short(gradient[at], 4)})` : short(gradient[at], 4),
          result: short(now - backward.learningRate * gradient[at], 6),
        }));
      }
      say(optimizer, text(`backward.move.${["sgd", "momentum", "adam", "adamw"].includes(settings.optimizer) ? settings.optimizer : "other"}`, { name: settings.optimizer }));
      if (asked && backward.steps !== asked.steps) {
        say(result, text(backward.loss < asked.loss ? "backward.move.better" : "backward.move.worse", { before: short(asked.loss, 4), after: short(backward.loss, 4) }));
        result.dataset.before = asked.loss;
        result.dataset.after = backward.loss;
        asked = null;
      }
    },
    caption: ({ backward }) => text("backward.move.caption", { rate: exact(backward.learningRate) }),
  };
}
