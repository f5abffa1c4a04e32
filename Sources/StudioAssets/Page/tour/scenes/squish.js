// The function between: three of them side by side, and two layers with one of them or none.

import { text } from "../../texts/index.js";
import { element } from "../../view/element.js";
import { functions } from "../../view/functions.js";
import { short } from "../../view/numbers.js";
import { choice } from "../choice.js";
import { move, Plot } from "../figures.js";
import { Prose } from "../prose.js";
import { bent, line } from "../smallNetwork.js";

const shown = ["sigmoid", "relu", "tanh"];
const two = (number) => short(number, 2);

export default { name: "squish", build() {
  let z = 1;
  let between = "identity";
  const prose = new Prose("tour.squish.prose");
  const plots = shown.map((name) => {
    const { value, slope } = functions[name];
    const heights = name === "sigmoid" ? [0, 1.2] : name === "tanh" ? [-1.2, 1.2] : [0, 4.4];
    const plot = new Plot({ name: text(`tour.squish.${name}`), x: [-4, 4], y: heights, yMarks: name === "relu" ? [0, 2, 4] : name === "tanh" ? [-1, 1] : [0, 1], width: 230, height: 170, xName: "z" });
    plot.add("path", { class: "curve", d: plot.graph(value, 160) });
    const tangent = plot.add("path", { class: "tangent" });
    const dot = plot.add("circle", { class: "ball", r: 6 });
    const words = element("p", { class: "number" });
    return {
      element: element("div", {}, element("h3", {}, text(`tour.squish.${name}`)), plot.element, words),
      draw() {
        const [height, steep] = [value(z), slope(z)];
        // As long as one unit of z to each side.
        tangent.setAttribute("d", plot.path([[z - 1, height - steep], [z + 1, height + steep]]));
        move(dot, plot.at(z, height));
        words.replaceChildren(`a = ${two(height)}`, element("br"), text("tour.squish.slope", { slope: two(steep) }));
      },
    };
  });
  const field = element("output", { class: "number" });
  const slider = element("input", { type: "range", min: -4, max: 4, step: 0.05, value: z, id: "tour-z", "aria-label": "z", oninput: () => { z = slider.valueAsNumber; draw(); } });
  const draw = () => {
    for (const plot of plots) plot.draw();
    field.textContent = `z = ${two(z)}`;
    slider.setAttribute("aria-valuetext", two(z));
    prose.say(Object.fromEntries(shown.flatMap((name) => [
      [name, two(functions[name].value(z))], [`${name}Slope`, two(functions[name].slope(z))],
    ]).concat([["z", two(z)]])));
  };

  const layers = new Plot({ name: text("tour.squish.layersPlot"), x: [-3, 3], y: [-4.5, 6], yMarks: [-4, -2, 2, 4], xMarks: [-3, 3], xName: "x", yName: "y", width: 300, height: 170 });
  const curve = layers.add("path", { class: "curve" });
  const formula = element("p", { class: "number sum", role: "status" });
  const drawLayers = () => {
    curve.setAttribute("d", layers.graph((x) => bent(x, functions[between].value), 200));
    formula.textContent = between === "identity"
      ? text("tour.squish.straight", { slope: two(line.slope), height: two(line.height) })
      : text("tour.squish.bent", { name: text(`tour.squish.${between}`) });
  };
  const betweens = choice(text("tour.squish.between"), ["identity", ...shown].map((name) => [name, text(`tour.squish.${name}`)]), between, (name) => { between = name; drawLayers(); });
  draw();
  drawLayers();
  return [
    prose.element,
    element("div", { class: "figure" },
      element("label", { class: "row wide" }, field, slider),
      element("div", { class: "figures three" }, ...plots.map((plot) => plot.element)),
      element("div", { class: "figure side" }, layers.element,
        element("div", {}, element("p", { class: "soft" }, text("tour.squish.between")), betweens, formula))),
  ];
} };
