// What the tour's figures are made of: plots, lamps and wires.

import { shape } from "../view/element.js";
import { css, lit } from "../view/colours.js";
import { short } from "../view/numbers.js";

/// A plot with two axes. `x` and `y` are `[low, high]`; `marks` are the numbers written at the axes.
export class Plot {
  constructor({ name, x, y, width = 300, height = 190, xName = "", yName = "", xMarks = x, yMarks = y }) {
    Object.assign(this, { x, y, width, height });
    const [left, bottom] = this.at(...[x, y].map(([low, high]) => Math.max(low, Math.min(0, high))));
    this.element = shape("svg", { class: "plot", viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": name },
      shape("path", { class: "axis", d: `M${this.at(x[0], y[0])[0]} ${bottom}H${width - 8}M${left} 8V${this.at(x[0], y[0])[1]}` }),
      ...xMarks.map((mark) => shape("text", { x: this.at(mark, 0)[0], y: height - 8, class: "middle" }, this.mark(mark))),
      ...yMarks.map((mark) => shape("text", { x: 30, y: this.at(0, mark)[1] + 4, class: "end" }, this.mark(mark))),
      shape("text", { x: width - 8, y: bottom - 5, class: "end axis-name" }, xName),
      shape("text", { x: left + 6, y: 14, class: "axis-name" }, yName));
  }

  mark(number) { return short(number, 1).replace(".0", ""); }

  /// Where a pair of numbers is on the picture.
  at(x, y) {
    const share = (value, [low, high]) => (value - low) / (high - low);
    return [36 + share(x, this.x) * (this.width - 48), this.height - 24 - share(y, this.y) * (this.height - 40)];
  }

  add(name, attributes) {
    const part = shape(name, attributes);
    this.element.append(part);
    return part;
  }

  /// The path through points `[[x, y], …]`; what leaves the picture is cut.
  path(points) {
    const [low, high] = this.y;
    return points.map(([x, y], index) => {
      const place = this.at(x, Math.max(low, Math.min(high, y)));
      return `${index ? "L" : "M"}${place.map((part) => part.toFixed(1)).join(" ")}`;
    }).join("");
  }

  /// The path of a function over the whole width.
  graph(curve, count = 120) {
    const [low, high] = this.x;
    return this.path(Array.from({ length: count + 1 }, (_, index) => {
      const x = low + (high - low) * index / count;
      return [x, curve(x)];
    }));
  }
}

export function move(dot, [x, y]) {
  dot.setAttribute("cx", x.toFixed(1));
  dot.setAttribute("cy", y.toFixed(1));
}

/// A neuron: the more active, the brighter.
export function lamp(x, y, radius) {
  const circle = shape("circle", { class: "lamp", cx: x, cy: y, r: radius });
  circle.light = (share) => circle.setAttribute("fill", css(lit(share)));
  return circle;
}

/// A weight: colour says its sign, width its size, and the number beside it both.
export function wire(fromX, fromY, toX, toY, share = 0.5) {
  const path = shape("path", { class: "wire", d: `M${fromX} ${fromY}L${toX} ${toY}` });
  const number = shape("text", { class: "middle on-wire", x: fromX + (toX - fromX) * share, y: fromY + (toY - fromY) * share + 4 });
  const group = shape("g", {}, path, number);
  group.weigh = (weight, largest, words = short(weight, 1)) => {
    path.setAttribute("stroke", weight < 0 ? "var(--negative)" : "var(--positive)");
    path.setAttribute("stroke-width", (0.6 + 6 * Math.min(1, Math.abs(weight) / largest)).toFixed(2));
    number.textContent = weight < 0 ? words : `+${words}`;
  };
  return group;
}
