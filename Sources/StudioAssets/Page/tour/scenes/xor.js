// The network of two layers that does XOR: at least one, and not both.

import { text } from "../../texts/index.js";
import { element, shape } from "../../view/element.js";
import { short } from "../../view/numbers.js";
import { choice } from "../choice.js";
import { lamp, wire } from "../figures.js";
import { Plane } from "../plane.js";
import { forward, goals, rows, xorLayers } from "../smallNetwork.js";

const columns = [[24, [60, 150]], [124, [60, 150]], [224, [105]]];
const names = [["x₁", "x₂"], ["h₁", "h₂"], ["y"]];

export function hiddenLayer() {
  const reached = rows.map((row) => forward(xorLayers, row));
  const says = reached.map(([, [output]]) => output);
  const first = new Plane(text("tour.logic.hiddenPlane"), ["x₁", "x₂"]);
  first.draw(xorLayers[0], says, goals.xor, names[1]);
  const second = new Plane(text("tour.logic.outputPlane"), ["h₁", "h₂"], reached.map(([hidden]) => hidden));
  second.draw(xorLayers[1], says, goals.xor, names[2]);

  const network = sketch();
  const status = element("p", { class: "number sum", role: "status" });
  const feed = (index) => {
    const row = rows[index];
    network.draw([row, ...reached[index]]);
    status.textContent = text("tour.logic.fed", { x1: row[0], x2: row[1], h1: reached[index][0][0], h2: reached[index][0][1], y: says[index] });
  };
  const feeding = choice(text("tour.logic.feed"), rows.map((row, index) => [index, row.join(", ")]), 2, (index) => feed(index));
  feed(2);
  return element("div", {},
    element("div", { class: "figures three" },
      element("div", {}, network.element),
      element("div", {}, first.element, element("p", { class: "soft" }, text("tour.logic.hiddenCaption"))),
      element("div", {}, second.element, element("p", { class: "soft" }, text("tour.logic.outputCaption")))),
    element("div", { class: "row" }, element("span", { class: "soft" }, text("tour.logic.feed")), feeding), status);
}

function sketch() {
  const parts = [];
  const lamps = columns.map(([x, heights]) => heights.map((y) => lamp(x, y, 17)));
  xorLayers.forEach((layer, at) => layer.forEach(({ weights, bias }, neuron) => {
    const [toX, heights] = columns[at + 1];
    weights.forEach((weight, from) => {
      // The numbers of crossing lines stand apart.
      const line = wire(columns[at][0], columns[at][1][from], toX, heights[neuron], from === neuron ? 0.5 : 0.3);
      line.weigh(weight, 2, short(weight, 0));
      parts.push(line);
    });
    parts.push(shape("text", { class: "middle", x: toX, y: heights[neuron] + (neuron ? 36 : -26) }, `b ${bias < 0 ? "" : "+"}${short(bias, 1)}`));
  }));
  parts.push(...lamps.flat(), ...columns.flatMap(([x, heights], column) => heights.map((y, index) =>
    shape("text", { class: "middle in-lamp", x, y: y + 4 }, names[column][index]))));
  const letters = parts.slice(-5);
  return {
    element: shape("svg", { class: "sketch", viewBox: "0 0 248 200", role: "img", "aria-label": text("tour.logic.network") }, ...parts),
    draw(activations) {
      activations.flat().forEach((activation, index) => {
        lamps.flat()[index].light(activation);
        letters[index].classList.toggle("on-light", activation > 0.5);
      });
    },
  };
}
