// Twenty pictures of nothing, and how sure the network is of each.

import { bytes } from "../../model/engine.js";
import { Inquiry } from "../../model/inquiry.js";
import { text } from "../../texts/index.js";
import { element } from "../../view/element.js";
import { percent } from "../../view/numbers.js";
import { paintBytes, picture } from "../../view/picture.js";
import { Prose } from "../prose.js";

const shown = 20;

export default { name: "noise", points: ["input", "network"], needs: "trained", build(stage) {
  const { studio, borrowed } = stage;
  const { session } = stage.state;
  let first = 1;
  const prose = new Prose("tour.noise.prose");
  const read = (index) => borrowed.read({ kind: "noise", seed: first + index });
  const tiles = Array.from({ length: shown }, (_, index) => {
    const canvas = picture(session.inputShape[1], session.inputShape[0], text("tour.noise.picture"));
    const words = element("span", { class: "number" }, "–");
    const bar = element("span", { class: "confidence" });
    return { canvas, words, bar, button: element("button", { class: "plain noise-tile", onclick: () => read(index) }, canvas, words, bar) };
  });
  const more = element("button", { id: "tour-more-noise", onclick: () => { first += shown; read(0); fill(); } }, text("tour.noise.more"));

  const inquiry = new Inquiry(500);
  const fill = () => inquiry.ask(() => stage.ask(async () => {
    const answers = [];
    for (let index = 0; index < shown && !stage.isOver; index++) {
      answers.push(await studio.session.answer({ kind: "noise", seed: first + index }));
    }
    if (!stage.isOver) draw(answers);
  }));

  function draw(answers) {
    answers.forEach(({ pixels, answer, confidence }, index) => {
      const { canvas, words, bar, button } = tiles[index];
      paintBytes(canvas, bytes(pixels));
      words.textContent = `${session.classes[answer]} · ${percent(confidence, 0)}`;
      bar.style.setProperty("--share", `${100 * confidence}%`);
      button.setAttribute("aria-label", text("tour.noise.tile", { answer: session.classes[answer], confidence: percent(confidence, 0) }));
    });
    const confidences = answers.map(({ confidence }) => confidence);
    const common = session.classes.map((_, answer) => answers.filter((one) => one.answer === answer).length);
    const most = Math.max(...common);
    prose.say({
      mean: percent(confidences.reduce((sum, one) => sum + one, 0) / shown), largest: percent(Math.max(...confidences)),
      sure: `${confidences.filter((one) => one > 0.9).length}`, most: `${most}`, common: session.classes[common.indexOf(most)],
    });
  }

  // The strip belongs to these weights: it follows when they change.
  let version = null;
  stage.watch(["status"], ({ status }) => {
    if (status.version === version) return;
    version = status.version;
    fill();
  });
  stage.watch(["theme"], fill);
  stage.watch(["answer", "input"], ({ answer, input }) => {
    if (!answer || input?.kind !== "noise") return;
    prose.say({ answer: session.classes[answer.answer], confidence: percent(answer.confidence) });
  });
  read(0);
  return [
    element("div", {}, prose.element, element("div", { class: "row" }, more)),
    element("div", { class: "figure noise-strip" }, ...tiles.map(({ button }) => button)),
  ];
} };
