// Random weights, and how wrong they are as one number.

import { text } from "../../texts/index.js";
import { element } from "../../view/element.js";
import { count, percent, probability, short } from "../../view/numbers.js";
import { move, Plot } from "../figures.js";
import { Prose } from "../prose.js";

export default { name: "wrong", points: ["input", "network"], needs: "fresh", learns: true, build(stage) {
  const { studio, borrowed } = stage;
  let example = 0;
  const read = () => borrowed.read({ kind: "example", part: "test", index: example });
  // What a person has drawn without saying what it is has no right answer to be measured by.
  if (studio.label === null) read();

  const prose = new Prose("tour.wrong.prose");
  const plot = new Plot({ name: text("tour.wrong.plot"), x: [0, 1], y: [0, 5], yMarks: [1, 2, 3, 4, 5], xMarks: [0, 0.5, 1], width: 340, height: 220, xName: text("tour.wrong.probability"), yName: text("tour.wrong.loss") });
  plot.add("path", { class: "curve", d: plot.path(Array.from({ length: 200 }, (_, index) => {
    const p = 0.0065 + (1 - 0.0065) * (index / 199) ** 2;
    return [p, -Math.log(p)];
  })) });
  const drop = plot.add("path", { class: "guide" });
  const dot = plot.add("circle", { class: "ball", r: 7 });
  const caption = element("p", { class: "number sum", role: "status" });

  const next = element("button", { onclick: () => { example += 1; read(); } }, text("tour.wrong.next"));
  const reseed = element("button", { id: "tour-reseed", onclick: () => borrowed.reseed(stage.state.settings.seed + 1) }, text("tour.wrong.reseed"));
  const steps = element("button", { id: "tour-few-steps", onclick: () => studio.run(25) }, text("tour.wrong.steps"));

  stage.watch(["answer", "label", "score", "session", "status"], ({ answer, score, session }) => {
    const { label } = studio;
    const chance = session.classes.length;
    prose.say({
      classes: `${chance}`, chance: percent(1 / chance, 0), guessing: short(Math.log(chance), 2),
      mean: short(score?.loss, 2), accuracy: percent(score?.accuracy), count: count(score?.count ?? 0),
    });
    if (!answer || label === null) return;
    const p = answer.probabilities[label];
    // The engine's own number where it knows the label, else the same formula for the label that was given.
    const loss = answer.label === label && answer.loss !== null ? answer.loss : -Math.log(p);
    prose.say({ label: session.classes[label], answer: session.classes[answer.answer], p: probability(p), loss: short(loss, 2), confidence: percent(answer.confidence),
      verdict: text(answer.answer === label ? "tour.wrong.isRight" : "tour.wrong.isWrong") });
    const place = plot.at(p, Math.min(5, loss));
    move(dot, place);
    drop.setAttribute("d", `M${plot.at(p, 0)}L${place}L${plot.at(0, Math.min(5, loss))}`);
    caption.textContent = `−ln ${probability(p)} = ${short(loss, 3)}`;
  });
  return [
    element("div", {}, prose.element, element("div", { class: "row" }, next, reseed, steps)),
    element("div", { class: "figure" }, plot.element, caption),
  ];
} };
