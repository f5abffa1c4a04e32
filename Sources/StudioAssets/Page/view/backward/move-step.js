// Step 7: the weights are turned a little, and the loss falls.

import { text } from "../../texts/index.js";
import { element, say } from "../element.js";
import { exact, short } from "../numbers.js";
import { named } from "../learning/words.js";
import { neuronName, weightName } from "../selected/names.js";
import { peak } from "./weight-steps.js";

export function moveStep(studio) {
  const which = element("p", { class: "soft" });
  const formula = element("p", { class: "formula-line large" });
  const optimizer = element("p", { class: "soft" });
  const moved = element("p", { class: "step-result", id: "moved-weight", role: "status" });
  const result = element("p", { class: "step-result", role: "status" });
  // The loss and a weight before a step that was asked for, until those after it are known.
  let asked = null;
  let known = null;

  const take = async (act) => {
    const { backward } = studio.state;
    if (!backward || known === null || known.weight === null) return act();
    asked = { loss: backward.loss, steps: backward.steps, version: studio.state.status.version, ...known };
    await act();
  };
  const buttons = element("div", { class: "row" },
    element("button", { type: "button", id: "take-example-step", class: "main", onclick: () => take(() => studio.learnExample()) }, text("backward.move.example")),
    element("button", { type: "button", id: "take-batch-step", onclick: () => take(() => studio.step()) }, text("backward.move.batch")));

  return {
    root: element("div", {}, which, formula, optimizer, buttons, result, moved),
    update({ session, chosen, gradient, backward, settings, weight, weights }) {
      const at = peak(gradient);
      const now = weight(chosen.layer, chosen.neuron, at);
      say(which, text("backward.move.which", { input: weightName(session, chosen.layer, chosen.neuron, at), neuron: neuronName(session, chosen.layer, chosen.neuron) }));
      if (now !== null) {
        say(formula, text(`backward.move.${settings.optimizer === "sgd" ? "formula" : "formulaPlain"}`, {
          weight: short(now, 4), rate: exact(backward.learningRate), gradient: gradient[at] < 0 ? `(${short(gradient[at], 4)})` : short(gradient[at], 4),
          result: short(now - backward.learningRate * gradient[at], 6),
        }));
      }
      say(optimizer, text(`backward.move.${["sgd", "momentum", "adam", "adamw"].includes(settings.optimizer) ? settings.optimizer : "other"}`, { name: settings.optimizer, rate: exact(backward.learningRate) }));
      // The weight that is told about may be another after the step.
      known = { session, at, chosen, weight: now };
      if (asked && asked.session !== session) asked = null;
      if (asked && backward.steps !== asked.steps && weights?.version > asked.version) {
        const after = weight(asked.chosen.layer, asked.chosen.neuron, asked.at);
        // So many figures that a change is seen.
        const digits = asked.weight.toFixed(4) === after.toFixed(4) ? 7 : 4;
        say(moved, text(after === asked.weight ? "backward.move.unmoved" : "backward.move.moved", {
          input: weightName(session, asked.chosen.layer, asked.chosen.neuron, asked.at), neuron: neuronName(session, asked.chosen.layer, asked.chosen.neuron),
          before: short(asked.weight, digits), after: short(after, digits),
        }));
        say(result, text(backward.loss < asked.loss ? "backward.move.better" : "backward.move.worse", { before: short(asked.loss, 4), after: short(backward.loss, 4) }));
        result.dataset.before = asked.loss;
        result.dataset.after = backward.loss;
        asked = null;
      }
    },
    caption: ({ backward, settings }) => text(`backward.move.${settings.optimizer === "sgd" ? "caption" : "captionOther"}`, {
      rate: exact(backward.learningRate), name: named("optimizerNames", settings.optimizer),
    }),
  };
}
