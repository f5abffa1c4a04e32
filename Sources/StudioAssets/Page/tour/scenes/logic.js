// One threshold unit and three goals, of which the third is out of its reach.

import { text } from "../../texts/index.js";
import { element } from "../../view/element.js";
import { short } from "../../view/numbers.js";
import { choice } from "../choice.js";
import { Plane } from "../plane.js";
import { Prose } from "../prose.js";
import { goals, rows, step, weightedSum } from "../smallNetwork.js";
import { knobRow } from "./neuron.js";
import { hiddenLayer } from "./xor.js";

const two = (number) => short(number, 2);

export default { name: "logic", build() {
  let goal = "and";
  const unit = { weights: [1, 1], bias: -0.5 };
  const prose = new Prose("tour.logic.prose");
  const verdict = element("p", { class: "verdict", role: "status" });
  const plane = new Plane(text("tour.logic.plane"), ["x₁", "x₂"]);
  const cells = rows.map(() => ({ wanted: element("td"), says: element("td"), verdict: element("td") }));
  const table = element("table", { class: "truth" },
    element("thead", {}, element("tr", {}, ...["x₁", "x₂", text("tour.logic.wanted"), text("tour.logic.says"), text("tour.logic.verdict")].map((name) => element("th", { scope: "col" }, name)))),
    element("tbody", {}, ...rows.map(([first, second], index) => element("tr", {},
      element("td", {}, `${first}`), element("td", {}, `${second}`), cells[index].wanted, cells[index].says, cells[index].verdict))));
  const formula = element("p", { class: "number sum" });
  const deeper = element("button", { id: "tour-hidden-layer", class: "main", onclick: () => {
    single.hidden = deeper.hidden = true;
    network.hidden = false;
    back.focus();
  } }, text("tour.logic.deeper"));
  const back = element("button", { onclick: () => {
    single.hidden = deeper.hidden = false;
    network.hidden = true;
    deeper.focus();
  } }, text("tour.logic.single"));
  const explanation = element("p", {});

  const draw = () => {
    const wanted = goals[goal];
    const says = rows.map((row) => step(weightedSum(row, unit.weights, unit.bias)));
    const right = says.filter((said, index) => said === wanted[index]).length;
    plane.draw([unit], says, wanted);
    cells.forEach((cell, index) => {
      const isRight = says[index] === wanted[index];
      cell.wanted.textContent = wanted[index];
      cell.says.textContent = says[index];
      cell.verdict.textContent = isRight ? `✓ ${text("tour.logic.right")}` : `✗ ${text("tour.logic.wrong")}`;
    });
    formula.textContent = `x₁ × ${two(unit.weights[0])} + x₂ × ${two(unit.weights[1])} + ${two(unit.bias)} > 0 ?`;
    verdict.dataset.right = right;
    verdict.textContent = text(right === 4 ? "tour.logic.all" : "tour.logic.some", { right, goal: text(`tour.logic.${goal}`) });
    explanation.textContent = text(`tour.logic.${goal}Hint`);
    deeper.hidden = goal !== "xor";
    prose.say({ w1: two(unit.weights[0]), w2: two(unit.weights[1]), b: two(unit.bias), right: `${right}` });
  };

  const knobs = element("div", { class: "knobs" },
    ...[0, 1].map((index) => knobRow(index ? "w₂" : "w₁", unit.weights[index], -2, 2, (value) => { unit.weights[index] = value; draw(); })),
    knobRow(text("tour.logic.bias"), unit.bias, -2, 2, (value) => { unit.bias = value; draw(); }));
  const goalChoice = choice(text("tour.logic.goal"), Object.keys(goals).map((name) => [name, text(`tour.logic.${name}`)]), goal, (name) => {
    goal = name;
    single.hidden = false;
    network.hidden = true;
    draw();
  });
  const single = element("div", {}, element("div", { class: "figures" }, plane.element, element("div", {}, table, verdict)), formula, knobs);
  const network = element("div", { hidden: true }, hiddenLayer(), element("div", { class: "row" }, back));
  draw();
  return [
    element("div", {}, prose.element, goalChoice, explanation, deeper),
    element("div", { class: "figure" }, single, network),
  ];
} };
