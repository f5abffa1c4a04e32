// One neuron with everything to be turned by hand.

import { text } from "../../texts/index.js";
import { element, shape } from "../../view/element.js";
import { functions } from "../../view/functions.js";
import { knob } from "../../view/knob.js";
import { short } from "../../view/numbers.js";
import { choice } from "../choice.js";
import { lamp, move, Plot, wire } from "../figures.js";
import { Prose } from "../prose.js";
import { step, weightedSum } from "../smallNetwork.js";

const marks = ["₁", "₂", "₃"];
const two = (number) => short(number, 2);

export default { name: "neuron", build() {
  const inputs = [0.9, 0.4, 0.2];
  const weights = [2, 1.5, -3];
  let bias = -0.8;
  let kind = "sigmoid";
  const squish = { sigmoid: functions.sigmoid.value, step };

  const prose = new Prose("tour.neuron.prose");
  const sum = element("p", { class: "number sum" });
  const figure = sketch();
  const plot = new Plot({ name: text("tour.neuron.plot"), x: [-6, 6], y: [0, 1.1], yMarks: [0, 0.5, 1], xMarks: [-6, -3, 3, 6], xName: "z", height: 170 });
  const curve = plot.add("path", { class: "curve" });
  const dot = plot.add("circle", { class: "ball", r: 6 });

  const draw = () => {
    const z = weightedSum(inputs, weights, bias);
    const says = squish[kind](z);
    figure.draw(inputs, weights, bias, z, says, kind);
    curve.setAttribute("d", plot.graph(squish[kind], 240));
    move(dot, plot.at(Math.max(-6, Math.min(6, z)), says));
    const name = kind === "step" ? text("tour.neuron.stepName") : "σ";
    sum.replaceChildren(
      [...inputs.map((input, index) => `${two(input)} × ${two(weights[index])}`), two(bias)].join(" + "),
      ` = ${two(z)}`, element("br"), `${name}(${two(z)}) = ${two(says)}`);
    prose.say({ z: two(z), says: two(says), bias: two(bias), needed: two(-bias), fires: text(says > 0.5 ? "tour.neuron.goes" : "tour.neuron.stays") });
  };

  const turnable = (name, list, index, low, high) => knobRow(name, list[index], low, high, (value) => { list[index] = value; draw(); });
  const knobs = element("div", { class: "knobs" },
    ...inputs.flatMap((_, index) => [
      turnable(`x${marks[index]} ${text(`tour.neuron.input${index + 1}`)}`, inputs, index, 0, 1),
      turnable(text("tour.neuron.weight", { mark: marks[index] }), weights, index, -4, 4),
    ]),
    knobRow(text("tour.neuron.bias"), bias, -4, 4, (value) => { bias = value; draw(); }));
  const kinds = choice(text("tour.neuron.between"), ["step", "sigmoid"].map((name) => [name, text(`tour.neuron.${name}`)]), kind, (name) => { kind = name; draw(); });
  draw();
  return [
    element("div", {}, prose.element, kinds),
    element("div", { class: "figure" }, element("div", { class: "figures" }, figure.element, plot.element), sum, knobs),
  ];
} };

/// A knob with its name to be seen.
export function knobRow(name, value, low, high, onturn) {
  const turned = knob({ name, value, low, high, onturn });
  const row = element("div", { class: "knob-row" }, element("span", { class: "soft", "aria-hidden": "true" }, name), turned);
  row.update = turned.update;
  return row;
}

/// Three lines into one sum, and on through the squish.
function sketch() {
  const heights = [40, 105, 170];
  const lamps = heights.map((y) => lamp(84, y, 17));
  const numbers = heights.map((y) => shape("text", { class: "middle in-lamp", x: 84, y: y + 4 }));
  const wires = heights.map((y) => wire(102, y, 216, 105, 0.4));
  const sum = shape("text", { class: "middle", x: 240, y: 122 });
  const biasText = shape("text", { class: "middle", x: 240, y: 58 });
  const name = shape("text", { class: "middle formula", x: 306, y: 96 });
  const output = lamp(362, 105, 24);
  const said = shape("text", { class: "middle in-lamp", x: 362, y: 109 });
  const picture = shape("svg", { class: "sketch", viewBox: "0 0 400 210", role: "img", "aria-label": text("tour.neuron.sketch") },
    ...wires, shape("path", { class: "axis", d: "M240 64V79M266 105H336" }),
    ...heights.map((y, index) => shape("text", { class: "end", x: 60, y: y + 4 }, text(`tour.neuron.input${index + 1}`))),
    ...lamps, ...numbers, shape("circle", { class: "sum-circle", cx: 240, cy: 105, r: 26 }),
    shape("text", { class: "middle formula", x: 240, y: 104 }, "Σ"), sum, biasText, name, output, said);
  return {
    element: picture,
    draw(inputs, weights, bias, z, says, kind) {
      inputs.forEach((input, index) => {
        lamps[index].light(input);
        numbers[index].textContent = two(input);
        numbers[index].classList.toggle("on-light", input > 0.5);
        wires[index].weigh(weights[index], 4, two(weights[index]));
      });
      sum.textContent = two(z);
      biasText.textContent = `b ${bias < 0 ? "" : "+"}${two(bias)}`;
      name.textContent = kind === "step" ? text("tour.neuron.stepName") : "σ";
      output.light(says);
      said.textContent = two(says);
      said.classList.toggle("on-light", says > 0.5);
    },
  };
}
