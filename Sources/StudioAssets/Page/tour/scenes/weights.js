// Weights and biases: one real neuron of the page's network, and the count of all knobs.

import { bytes } from "../../model/engine.js";
import { text } from "../../texts/index.js";
import { element } from "../../view/element.js";
import { count, percent, short } from "../../view/numbers.js";
import { largest, paintSigned, picture } from "../../view/picture.js";
import { choice } from "../choice.js";
import { Prose } from "../prose.js";
import { show } from "../spotlight.js";
import { knobRow } from "./neuron.js";

export default { name: "weights", points: ["network", "selected"], needs: "trained", build(stage) {
  const { borrowed } = stage;
  let neuron = Math.min(3, stage.state.session.layers[0].units - 1);
  const prose = new Prose("tour.weights.prose", {
    select: () => { borrowed.select(1, neuron); show("selected"); },
  });
  const sum = element("p", { class: "number sum", id: "tour-parameters" });
  const [columns, rows] = [stage.state.session.inputShape[1], stage.state.session.inputShape[0]];
  const canvas = picture(columns, rows, text("tour.weights.picture"), "picture weights-picture");
  const scale = element("small", { class: "number" });

  // The pixel that counts most for the neuron on the present picture: a knob that makes a difference.
  let pixel = 0;
  let seen = null;
  const names = stage.state.session.parameters.filter(({ name }) => name.startsWith(`${stage.state.session.layers[0].path}.`)).map(({ name }) => name);
  const [weightName, biasName] = names;
  const turn = (parameter, index) => (to) => borrowed.turn(parameter, index, to, tensor(parameter)[index]);
  const tensor = (name) => stage.state.weights.tensors[name].values;
  const knobs = element("div", { class: "knobs" });
  let bias = null, weight = null;

  const choose = (number) => {
    neuron = number;
    borrowed.select(1, neuron);
    knobs.replaceChildren();
    bias = weight = null;
    draw();
  };

  function draw() {
    const { weights, session, answer } = stage.state;
    if (!weights || !answer) return;
    const size = session.inputCount;
    const mine = tensor(weightName).subarray(neuron * size, (neuron + 1) * size);
    if (!bias || seen !== answer.pixels) {
      seen = answer.pixels;
      const ink = bytes(seen);
      const product = (index) => Math.abs(mine[index] * ink[index]);
      pixel = mine.reduce((best, _, index) => (product(index) > product(best) ? index : best), 0);
      bias = knobRow(text("tour.weights.bias"), tensor(biasName)[neuron], -8, 8, turn(biasName, neuron));
      weight = knobRow(text("tour.weights.pixel", { row: Math.floor(pixel / columns) + 1, column: pixel % columns + 1 }),
        mine[pixel], -6, 6, turn(weightName, neuron * size + pixel));
      knobs.replaceChildren(bias, weight);
    }
    bias.update(tensor(biasName)[neuron]);
    weight.update(mine[pixel]);
    paintSigned(canvas, mine);
    scale.textContent = text("tour.weights.scale", { size: short(largest(mine), 2) });
    prose.say({ bias: short(tensor(biasName)[neuron], 2), inputs: count(size) });
  }

  function countAll({ session }) {
    const tensors = (kind) => session.parameters.filter(({ shape }) => (shape.length > 1) === (kind === "weights"));
    const product = (shape) => shape.reduce((all, size) => all * size, 1);
    const total = (kind) => tensors(kind).reduce((all, { shape }) => all + product(shape), 0);
    const shapes = tensors("weights").map(({ shape }) => [...shape].reverse().map(count).join(" × "));
    sum.replaceChildren(
      `${shapes.join(" + ")} = ${count(total("weights"))} ${text("tour.weights.weights")}`, element("br"),
      `${tensors("biases").map(({ shape }) => count(shape[0])).join(" + ")} = ${count(total("biases"))} ${text("tour.weights.biases")}`, element("br"),
      `${count(total("weights"))} + ${count(total("biases"))} = `, element("strong", {}, count(session.parameterCount)), ` ${text("tour.weights.knobs")}`);
    prose.say({ total: count(session.parameterCount) });
  }

  const units = stage.state.session.layers[0].units;
  const choices = choice(text("tour.weights.neuron"), Array.from({ length: Math.min(units, 16) }, (_, index) => [index, `${index}`]), neuron, choose);
  choices.classList.add("small");
  borrowed.select(1, neuron);
  stage.watch(["weights", "answer", "theme"], draw);
  stage.watch(["session"], countAll);
  stage.watch(["answer"], ({ answer }) => prose.say({
    z: short(answer?.layers[0].z[neuron], 2), activation: short(answer?.layers[0].activations[neuron], 2),
  }));
  stage.watch(["score"], ({ score }) => prose.say({ accuracy: percent(score?.accuracy), count: count(score?.count ?? 0) }));
  return [
    element("div", {}, prose.element, sum),
    element("div", { class: "figure side" }, element("div", {}, canvas, scale),
      element("div", {}, element("p", { class: "soft" }, text("tour.weights.neuron")), choices, knobs)),
  ];
} };
