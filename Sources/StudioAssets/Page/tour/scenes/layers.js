// The digit network at large: its columns, and one pass through them.

import { text } from "../../texts/index.js";
import { element } from "../../view/element.js";
import { count, percent } from "../../view/numbers.js";
import { Prose } from "../prose.js";
import { show } from "../spotlight.js";

export default { name: "layers", points: ["input", "network"], needs: "trained", build(stage) {
  const prose = new Prose("tour.layers.prose", { network: () => show("network") });
  const play = element("button", { id: "tour-play", class: "main", onclick: () => {
    show("network");
    document.getElementById("play")?.click();
  } }, text("tour.layers.play"));

  stage.watch(["session"], ({ session }) => {
    const sizes = session.layers.map(({ units }) => count(units));
    prose.say({
      inputs: count(session.inputCount),
      shape: session.inputShape.join(" × "),
      hidden: sizes.slice(0, -1).join(text("tour.and")) || text("tour.none"),
      outputs: sizes.at(-1),
    });
  });
  stage.watch(["answer", "session"], ({ answer, session }) => prose.say({
    answer: answer ? session.classes[answer.answer] : "–",
    confidence: answer ? percent(answer.confidence) : "–",
    lit: answer ? count(answer.layers[0].activations.filter((activation) => activation > 0).length) : "–",
    first: count(session.layers[0].units),
  }));
  return [prose.element, element("div", { class: "row" }, play)];
} };
