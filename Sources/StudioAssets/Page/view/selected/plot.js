// An activation function as a small drawing, with the point where the neuron is.

import { text } from "../../texts/index.js";
import { element, shape } from "../element.js";
import { functionNamed } from "../functions.js";
import { short } from "../numbers.js";

const width = 320;
const height = 150;
const edge = 14;

/// The drawing; `update({name, z, activation})` moves the point, and draws the curve again only for another
/// function or range.
export function functionPlot() {
  const curve = shape("path", { class: "curve" });
  const across = shape("line", { class: "axis", x1: 0, x2: width });
  const upward = shape("line", { class: "axis", y1: 0, y2: height });
  const guides = shape("path", { class: "guide" });
  const point = shape("circle", { class: "point", r: 6 });
  const zLabel = shape("text", { class: "label", "text-anchor": "middle" });
  const aLabel = shape("text", { class: "label" });
  const ends = [shape("text", { class: "tick" }), shape("text", { class: "tick", "text-anchor": "end" })];
  const drawing = shape("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", class: "function-plot" }, across, upward, curve, guides, point, zLabel, aLabel, ...ends);
  const root = element("figure", {}, drawing);
  let drawn = "";
  let x, y;

  function draw(name, reach) {
    const { value, low, high } = functionNamed(name);
    const samples = Array.from({ length: 161 }, (_, index) => (index / 80 - 1) * reach);
    const heights = samples.map(value);
    const bottom = low ?? Math.min(0, ...heights);
    const top = high ?? Math.max(1, ...heights);
    x = (z) => edge + (z + reach) / (2 * reach) * (width - 2 * edge);
    y = (a) => height - edge - (a - bottom) / (top - bottom) * (height - 2 * edge - 10);
    const point = (z, a) => `${x(z).toFixed(1)} ${y(a).toFixed(1)}`;
    // A step is drawn as a step: its slanted riser would be a lie.
    curve.setAttribute("d", name === "step" ? `M${point(-reach, 0)}L${point(0, 0)}M${point(0, 1)}L${point(reach, 1)}`
      : `M${samples.map((z, index) => point(z, heights[index])).join("L")}`);
    for (const end of ["y1", "y2"]) across.setAttribute(end, y(0));
    for (const end of ["x1", "x2"]) upward.setAttribute(end, x(0));
    ends.forEach((end, index) => {
      end.textContent = short(index ? reach : -reach, 0);
      end.setAttribute("x", index ? width - 2 : 2);
      end.setAttribute("y", y(0) - 4);
    });
  }

  root.update = ({ name, z, activation }) => {
    // Ranges double, so that the curve does not swim while z moves a little.
    let reach = 4;
    while (Math.abs(z) > 0.95 * reach && reach < 1e6) reach *= 2;
    if (drawn !== `${name} ${reach}`) draw(name, reach);
    drawn = `${name} ${reach}`;
    const [left, top] = [x(z), y(activation)];
    point.setAttribute("cx", left);
    point.setAttribute("cy", top);
    guides.setAttribute("d", `M${left} ${y(0)}V${top}H${x(0)}`);
    zLabel.textContent = `z = ${short(z)}`;
    zLabel.setAttribute("x", Math.max(44, Math.min(width - 44, left)));
    // Below the axis where there is room, else above the point.
    zLabel.setAttribute("y", Math.min(height - 1, y(0) + 13));
    aLabel.textContent = `a = ${short(activation)}`;
    // Beside the axis on the free side; a point on the left has it above its guide.
    const isRight = left > x(0);
    aLabel.setAttribute("x", x(0) - 5);
    aLabel.setAttribute("text-anchor", "end");
    aLabel.setAttribute("y", Math.max(11, isRight ? Math.min(y(0) - 8, top + 4) : top - 8));
    drawing.setAttribute("aria-label", text("selected.plot.name", { name, z: short(z), activation: short(activation) }));
  };
  return root;
}
