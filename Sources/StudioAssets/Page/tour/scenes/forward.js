// One number on its way: from a pixel, by the largest product at each step, to the answer.

import { Inquiry } from "../../model/inquiry.js";
import { text } from "../../texts/index.js";
import { element } from "../../view/element.js";
import { count, percent, short } from "../../view/numbers.js";
import { Prose } from "../prose.js";
import { show } from "../spotlight.js";

const two = (number) => short(number, 2);

/// From the answer backwards: at each neuron, the term that speaks most for it, down to a pixel. In the
/// order of the pass, each as the engine explains it.
async function follow(session, layers, input, answer) {
  const way = [];
  let neuron = answer;
  for (let layer = layers.length; layer >= 1; layer--) {
    const why = await session.explain(input, layer, neuron);
    const term = why.terms.reduce((best, one) => (one.product > best.product ? one : best));
    way.unshift({ layer, neuron, why, term });
    neuron = term.input;
  }
  return way;
}

export default { name: "forward", points: ["input", "network", "selected"], needs: "trained", build(stage) {
  const { studio } = stage;
  const prose = new Prose("tour.forward.prose", {
    draw: () => show("input"),
    another: () => stage.borrowed.read({ kind: "example", part: "test", index: Math.floor(Math.random() * 500) }),
  });
  const steps = stage.state.session.layers.map(() => {
    const heading = element("button", { class: "plain link" });
    const sum = element("span", { class: "number" });
    return { heading, sum, item: element("li", {}, heading, element("br"), sum) };
  });
  const end = element("p", { class: "verdict", role: "status" });
  const inquiry = new Inquiry(250);

  function tell(way, { answer, session }) {
    way.forEach(({ layer, neuron, why, term }, index) => {
      const { heading, sum } = steps[index];
      const columns = session.inputShape.at(-1);
      const from = layer === 1
        ? text("tour.forward.pixel", { row: Math.floor(term.input / columns), column: term.input % columns })
        : text("tour.forward.neuron", { layer: layer - 1, neuron: term.input });
      const to = layer === session.layers.length
        ? text("tour.forward.output", { name: session.classes[neuron] })
        : text("tour.forward.neuron", { layer, neuron });
      heading.textContent = `${from} → ${to}`;
      heading.onclick = () => { studio.select(layer, neuron, term.input); show("selected"); };
      sum.replaceChildren(
        `${two(term.activation)} × ${two(term.weight)} = ${two(term.product)}`,
        element("span", { class: "soft" }, ` ${text("tour.forward.others", { count: count(why.terms.length - 1) })} `),
        `${two(why.z - why.bias - term.product)}`, element("span", { class: "soft" }, ` ${text("tour.forward.bias")} `), two(why.bias),
        ` = ${two(why.z)}`, why.probability === null ? ` → ${two(why.activation)}` : "");
    });
    const last = way.at(-1).why;
    end.textContent = text("tour.forward.end", {
      z: two(last.z), name: session.classes[answer.answer], confidence: percent(answer.confidence),
    });
    prose.say({ answer: session.classes[answer.answer], confidence: percent(answer.confidence), pixel: two(way[0].term.activation) });
  }

  stage.watch(["answer"], () => inquiry.ask(() => stage.ask(async () => {
    const { answer, session } = stage.state;
    if (!answer) return;
    const way = await follow(studio.session, session.layers, studio.engineInput, answer.answer);
    if (!stage.isOver && session === stage.state.session) tell(way, { answer, session });
  })));
  return [prose.element, element("div", { class: "figure" }, element("ol", { class: "way" }, ...steps.map(({ item }) => item)), end)];
} };
