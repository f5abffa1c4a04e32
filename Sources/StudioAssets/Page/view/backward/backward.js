// Backpropagation, step by step, for the present input and the label that it should get.

import { text } from "../../texts/index.js";
import { element, onceAFrame } from "../element.js";
import { errorStep } from "./error-step.js";
import { facts } from "./facts.js";
import { moveStep } from "./move-step.js";
import { forwardStep, lossStep, wishStep } from "./output-steps.js";
import { batchStep, exampleStep } from "./weight-steps.js";

const names = ["forward", "loss", "wish", "error", "example", "batch", "move"];

export function mountBackward(host, studio) {
  const makers = [forwardStep, lossStep, wishStep, errorStep, exampleStep, batchStep, moveStep];
  const steps = makers.map((make) => make(studio));
  const current = () => Math.max(1, Math.min(steps.length, studio.state.backwardStep ?? 1));
  const go = (step) => studio.store.set({ backwardStep: step });

  const asks = element("div", { class: "asks-label" });
  const numbers = names.map((name, index) => element("button", { type: "button", class: "small", "aria-label": text("backward.goTo", { step: index + 1, title: text(`backward.${name}.heading`) }), title: text(`backward.${name}.heading`), onclick: () => go(index + 1) }, `${index + 1}`));
  const previous = element("button", { type: "button", id: "backward-previous", onclick: () => go(current() - 1) }, text("backward.previous"));
  const next = element("button", { type: "button", id: "backward-next", class: "main", onclick: () => go(current() + 1) }, text("backward.next"));
  const title = element("h3");
  const explains = element("p");
  const caption = element("p", { class: "caption", "aria-live": "polite" });
  const body = element("div", { class: "step-body" });
  const panel = element("div", { id: "backward-step" }, element("div", { class: "row step-numbers", role: "group", "aria-label": text("backward.steps") }, ...numbers),
    title, explains, caption, body, element("div", { class: "row step-ways" }, previous, next));
  host.append(asks, panel);

  let shown = 0;
  let captioned = "";
  let labelled = "";

  /// Which digit it should be: asked where it is not known, and changed at will.
  function showLabel({ session, answer }) {
    const { label } = studio;
    const key = `${session?.id} ${label} ${Boolean(answer)}`;
    if (key === labelled) return;
    labelled = key;
    if (!session || !answer) { asks.replaceChildren(element("p", {}, text("backward.nothing"))); return; }
    const isDigits = session.kind === "pictures";
    asks.replaceChildren(
      element("p", { id: "label-question" }, text(label === null ? `backward.ask.${isDigits ? "digit" : "class"}` : `backward.ask.${isDigits ? "known" : "knownClass"}`, { label: session.classes[label] ?? label })),
      element("div", { class: "labels", role: "group", "aria-labelledby": "label-question" }, ...session.classes.map((name, index) => element("button", {
        type: "button", class: session.classes.length > 4 ? "small" : "", "data-label": index, "aria-pressed": `${index === label}`, onclick: () => {
          studio.setLabel(index);
          // The buttons are made anew; the keyboard stays where it was.
          requestAnimationFrame(() => requestAnimationFrame(() => asks.querySelector(`[data-label="${index}"]`)?.focus()));
        },
      }, name))));
  }

  const draw = onceAFrame(() => {
    const { state } = studio;
    if (state.direction !== "backward") return;
    showLabel(state);
    panel.hidden = !state.answer || studio.label === null;
    if (panel.hidden) return;
    const step = current();
    if (step !== shown) {
      shown = step;
      panel.dataset.step = step;
      title.textContent = text("backward.heading", { step, title: text(`backward.${names[step - 1]}.heading`) });
      explains.textContent = text(`backward.${names[step - 1]}.words`);
      body.replaceChildren(steps[step - 1].root);
      previous.disabled = step === 1;
      next.disabled = step === steps.length;
      numbers.forEach((button, index) => (index + 1 === step ? button.setAttribute("aria-current", "step") : button.removeAttribute("aria-current")));
    }
    const found = facts(state);
    body.hidden = !found;
    if (!found) return;
    steps[step - 1].update(found);
    // Read aloud when a step begins, and not at every change while training runs.
    const about = `${step} ${found.label} ${JSON.stringify(state.selected)} ${state.input?.index}`;
    if (about !== captioned || !state.status?.running) {
      const words = steps[step - 1].caption(found);
      if (caption.textContent !== words) caption.textContent = words;
      captioned = about;
    }
  });
  studio.store.watch(["backward", "backwardStep", "direction", "answer", "label", "selected", "weights", "session", "settings", "status", "theme"], draw);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
}
