// Run and pause, single steps, and the numbers that change while it learns.

import { text } from "../../texts/index.js";
import { element, onceAFrame, say } from "../element.js";
import { count, percent, short } from "../numbers.js";
import { isBlank } from "../../model/inputs.js";

/// The first row of the card. With a rival open, every button acts on both runs.
export function controls(studio, rival) {
  const both = (act) => Promise.all([act(studio), rival.isOpen ? act(rival) : null]);
  const isRunning = () => Boolean(studio.state.status?.running || rival.state.status?.running);
  const toggle = () => {
    const wasRunning = isRunning();
    return both((run) => (wasRunning ? run.pause() : run.run(null, Number(pace.value) || null)));
  };
  // Small networks form faster than one can see.
  const pace = element("select", {
    id: "pace", "aria-label": text("learning.pace"),
    onchange: () => { if (isRunning()) both((run) => run.run(null, Number(pace.value) || null)); },
  }, ...[0, 100, 10, 1].map((steps) => element("option", { value: steps }, text(`learning.paces.${steps}`))));
  const button = (id, act) => element("button", {
    id, title: text(`learning.hints.${id}`), onclick: () => both(act),
  }, text(`learning.buttons.${id}`));

  const runWord = element("span", {}, text("learning.run"));
  const run = element("button", { id: "run", class: "main", title: text("learning.hints.run"), onclick: toggle },
    element("span", { class: "run-sign", "aria-hidden": "true" }), runWord);
  const one = button("one-example", (run) => run.learnExample());
  one.setAttribute("aria-describedby", "one-example-why");
  const why = element("small", { id: "one-example-why" });
  const trained = element("small", { id: "trained-already", hidden: true }, text("learning.trained"));

  const shown = {};
  const reading = (id, label) => {
    shown[id] = element("dd", { id, class: "number" }, "–");
    return element("div", {}, element("dt", {}, text(`learning.readings.${label}`)), shown[id]);
  };
  const tell = (id, value, words) => {
    say(shown[id], words);
    shown[id].dataset.value = value ?? "";
  };

  const node = element("div", { class: "learning-controls" },
    element("div", { class: "row" }, run, pace, button("step", (run) => run.step()), one, button("restart", (run) => run.restart())),
    trained, why,
    element("dl", { class: "readings" },
      reading("steps", "steps"), reading("epoch", "epoch"), reading("speed", "speed"),
      reading("training-loss", "trainingLoss"), reading("training-accuracy", "trainingAccuracy"),
      reading("validation-loss", "validationLoss"), reading("validation-accuracy", "validationAccuracy")));

  const draw = onceAFrame(() => {
    const { status, settings, session } = studio.state;
    const running = isRunning();
    run.dataset.running = running;
    say(runWord, text(running ? "learning.pause" : "learning.run"));
    const { label } = studio;
    one.disabled = label === null || isBlank(studio.state.input);
    say(why, isBlank(studio.state.input) ? text("learning.oneBlank")
      : label === null ? text("learning.oneUnknown") : text("learning.oneKnown", { label: session?.classes[label] ?? label }));
    if (!status) return;
    trained.hidden = running || status.steps > 0 || settings.start !== "trained";
    tell("steps", status.steps, count(status.steps));
    tell("epoch", status.epoch, status.epoch < 100 ? status.epoch.toFixed(2) : count(status.epoch));
    const speed = status.running ? status.stepsPerSecond : 0;
    tell("speed", speed, status.running
      ? text("learning.speed", { steps: count(speed), examples: count(speed * settings.batchSize) }) : "–");
    tell("training-loss", status.loss, short(status.loss));
    tell("training-accuracy", status.accuracy, percent(status.accuracy));
  });
  studio.store.watch(["status", "settings", "session", "input", "label", "answer"], draw);
  rival.store.watch(["status"], draw);

  const tellValidation = ({ loss, accuracy }) => {
    tell("validation-loss", loss, short(loss));
    tell("validation-accuracy", accuracy, percent(accuracy));
  };
  watchValidation(studio, tellValidation);
  return { node, toggle };
}

/// Tells the newest loss and accuracy on validation examples: while it learns they come with the curve, else as score.
export function watchValidation(run, tell) {
  run.store.watch(["score"], ({ score }) => { if (score) tell(score); });
  run.store.watch(["curve"], ({ curve, status }) => {
    const point = curve.findLast(({ validationLoss }) => validationLoss !== null && validationLoss !== undefined);
    if (point && status?.running) tell({ loss: point.validationLoss, accuracy: point.validationAccuracy });
  });
}
