// The plane of two inputs: where threshold units switch, and what is said at the four corners.

import { shape } from "../view/element.js";
import { rows } from "./smallNetwork.js";
import { lamp } from "./figures.js";

const low = -0.5, high = 1.5, size = 240;
const place = (value) => 10 + (value - low) / (high - low) * (size - 20);
const spot = ([x, y]) => [place(x), size - place(y)];
const corners = [[low, low], [high, low], [high, high], [low, high]];
const at = ({ weights, bias }, [x, y]) => weights[0] * x + weights[1] * y + bias;

/// The part of a polygon where the unit's sum is above nothing.
function above(unit, polygon) {
  const kept = [];
  polygon.forEach((corner, index) => {
    const next = polygon[(index + 1) % polygon.length];
    const [here, there] = [at(unit, corner), at(unit, next)];
    if (here > 0) kept.push(corner);
    if (here > 0 !== there > 0) {
      const share = here / (here - there);
      kept.push(corner.map((value, axis) => value + (next[axis] - value) * share));
    }
  });
  return kept;
}

/// Where the unit's line crosses the border of the plane.
const ends = (unit) => above(unit, corners).filter((point) => Math.abs(at(unit, point)) < 1e-9);

export class Plane {
  #region = shape("polygon", { class: "fires" });
  #lines = shape("g", {});
  #lamps;
  #marks;

  /// `axes` are the two inputs' names; `points` the places of the four rows, if they are not the corners.
  constructor(name, axes, points = rows) {
    this.#lamps = points.map((point) => lamp(...spot(point), 11));
    // Two rows may fall on one place, which has one mark then.
    this.#marks = points.map((point) => shape("text", { class: "middle corner-mark", x: spot(point)[0] + 19, y: spot(point)[1] - 9 }));
    this.element = shape("svg", { class: "plane", viewBox: `-12 0 ${size + 12} ${size + 18}`, role: "img", "aria-label": name },
      shape("rect", { class: "rests", x: 10, y: 10, width: size - 20, height: size - 20 }),
      this.#region, this.#lines, ...this.#lamps, ...this.#marks,
      ...[0, 1].flatMap((value) => [
        shape("text", { class: "middle", x: place(value), y: size + 6 }, `${axes[0]} = ${value}`),
        shape("text", { class: "middle", transform: `translate(2 ${size - place(value)}) rotate(-90)` }, `${axes[1]} = ${value}`),
      ]));
  }

  /// `units` fire together in the lit region; the lamps show what is `wanted`, the marks whether it is said.
  draw(units, says, wanted, names = []) {
    const region = units.reduce((polygon, unit) => above(unit, polygon), corners);
    this.#region.setAttribute("points", region.map((point) => spot(point).join(",")).join(" "));
    this.#lines.replaceChildren(...units.flatMap((unit, index) => {
      const points = ends(unit);
      if (points.length < 2) return [];
      const [from, to] = points.map(spot);
      return [
        shape("path", { class: "switch-line", d: `M${from}L${to}` }),
        shape("text", { class: "middle on-wire", x: from[0] + (to[0] - from[0]) * 0.38, y: from[1] + (to[1] - from[1]) * 0.38 + 4 }, names[index] ?? ""),
      ];
    }));
    this.#lamps.forEach((one, index) => one.light(wanted[index]));
    this.#marks.forEach((mark, index) => { mark.textContent = says[index] === wanted[index] ? "✓" : "✗"; });
  }
}
