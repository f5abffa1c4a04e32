// Learning, live, from fresh random weights.

import { text } from "../../texts/index.js";
import { element, onceAFrame } from "../../view/element.js";
import { counted } from "../../view/learning/words.js";
import { count, percent, short } from "../../view/numbers.js";
import { paintSigned, picture } from "../../view/picture.js";
import { Prose } from "../prose.js";
import { show } from "../spotlight.js";

// Milliseconds from batch to batch that let the eye follow.
const slowly = 60;
// Batches a second that still let one see weights form.
const visible = 100;

const taken = ({ steps }) => counted("tour.downhill.steps", steps, { count: count(steps) });

export default { name: "learning", points: ["network", "learning"], needs: "fresh", learns: true, build(stage) {
  const { studio } = stage;
  const { session, catalogue } = stage.state;
  const prose = new Prose("tour.learning.prose", {
    noise: () => studio.store.set({ scene: "noise" }), curves: () => show("learning"),
  });
  const layer = session.layers[0];
  const name = `${layer.path}.weight`;
  const pictures = Array.from({ length: Math.min(layer.units, 16) }, (_, index) =>
    picture(session.inputShape[1], session.inputShape[0], text("tour.learning.weights", { neuron: index })));
  const gauge = element("div", { class: "gauge", role: "img" }, element("div", { class: "filled" }), element("div", { class: "chance" }));
  const words = element("p", { class: "number sum" });

  let isSlow = false;
  const stop = () => { isSlow = false; showButtons(); };
  const begin = async () => {
    if (isSlow) return stop();
    if (stage.state.status.running) await studio.pause();
    isSlow = true;
    showButtons();
    while (isSlow && !stage.isOver && !stage.state.problem) {
      await studio.step();
      await new Promise((done) => setTimeout(done, slowly));
    }
    stop();
  };
  const button = (id, act) => element("button", { id: `tour-${id}`, onclick: act }, text(`tour.learning.${id}`));
  const one = button("one-batch", () => { stop(); studio.step(); });
  const slow = button("slowly", begin);
  const start = () => studio.run(null, fast.checked ? null : visible);
  const fast = element("input", { id: "tour-fast", type: "checkbox", onchange: () => { if (stage.state.status?.running) start(); } });
  const run = button("run", () => { stop(); start(); });
  const pause = button("pause", () => { stop(); studio.pause(); });
  const restart = button("again", () => { stop(); studio.restart(); });
  run.classList.add("main");

  function showButtons() {
    const isRunning = isSlow || stage.state.status?.running;
    pause.disabled = !isRunning;
    slow.setAttribute("aria-pressed", `${isSlow}`);
  }

  const draw = onceAFrame(() => {
    const tensor = stage.state.weights?.tensors[name];
    if (!tensor || stage.isOver) return;
    const size = session.inputCount;
    pictures.forEach((canvas, index) => paintSigned(canvas, tensor.values.subarray(index * size, (index + 1) * size)));
  });

  stage.watch(["weights", "theme"], draw);
  stage.watch(["status", "score", "curve", "settings"], ({ status, score, curve, settings }) => {
    const counts = catalogue.data.find((data) => data.name === settings.data).counts;
    const batches = Math.ceil(counts.training / settings.batchSize);
    // While it runs, the newest point of the curve is newer than the last score.
    const accuracy = (status.running ? curve.at(-1)?.validationAccuracy : null) ?? score?.accuracy ?? null;
    const loss = (status.running ? curve.at(-1)?.validationLoss : null) ?? score?.loss ?? null;
    prose.say({
      batch: count(settings.batchSize), examples: count(counts.training), batches: count(batches), steps: taken(status),
      epoch: short(status.epoch, 2), accuracy: percent(accuracy), seen: count(status.steps * settings.batchSize),
    });
    words.textContent = text("tour.learning.now", { steps: taken(status), accuracy: percent(accuracy), loss: short(loss, 3) });
    gauge.style.setProperty("--share", `${100 * (accuracy ?? 0)}%`);
    gauge.setAttribute("aria-label", text("tour.learning.gauge", { accuracy: percent(accuracy) }));
    showButtons();
  });
  return [
    prose.element,
    element("div", { class: "figure" },
      element("div", { class: "row" }, run, element("label", { class: "row" }, fast, text("tour.learning.fast")), slow, one, pause, restart), words, gauge,
      element("p", { class: "soft" }, text("tour.learning.caption")), element("div", { class: "weights-strip" }, ...pictures)),
  ];
} };
