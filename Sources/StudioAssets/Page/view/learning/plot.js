// One pair of axes with curves, as shapes that stay while their numbers change.

import { shape } from "../element.js";

/// Axes titled `title`. `tickText` writes the numbers of the upright axis, `stepText` those of the other.
export class Plot {
  constructor(title, stepTitle, tickText, stepText) {
    this.tickText = tickText;
    this.stepText = stepText;
    this.title = shape("text", { class: "plot-title" }, title);
    this.stepTitle = shape("text", { class: "plot-text", "text-anchor": "end" }, stepTitle);
    this.grid = shape("g", {});
    this.curves = shape("g", {});
    this.cross = shape("line", { class: "cross" });
    this.dots = shape("g", {});
    this.node = shape("g", {}, this.title, this.stepTitle, this.grid, this.curves, this.cross, this.dots);
    this.axes = "";
  }

  /// Draws within the frame. `series`: `[{name, points: [[step, value], …], marked: [step, value]|null}]`.
  draw({ left, right, top, bottom }, across, upright, series, crossStep) {
    const axes = [left, right, top, bottom, across.key, upright.key].join();
    if (axes !== this.axes) this.#drawAxes(left, right, top, bottom, across, upright);
    this.axes = axes;

    this.#keep(this.curves, series.length, () => shape("path", { fill: "none" }));
    this.#keep(this.dots, series.length, () => shape("circle", { r: 3.5 }));
    series.forEach(({ name, points, marked }, index) => {
      const path = points.map(([step, value], at) => `${at ? "L" : "M"}${across.place(step).toFixed(1)} ${upright.place(value).toFixed(1)}`).join("");
      const curve = this.curves.children[index];
      curve.setAttribute("class", `curve ${name}`);
      curve.setAttribute("d", path);
      const dot = this.dots.children[index];
      // A run that has just begun is a point, not yet a line.
      const shown = marked ?? (points.length === 1 ? points[0] : null);
      dot.setAttribute("class", `curve-dot ${name}`);
      dot.style.display = shown ? "" : "none";
      if (shown) {
        dot.setAttribute("cx", across.place(shown[0]));
        dot.setAttribute("cy", upright.place(shown[1]));
      }
    });
    this.cross.style.display = crossStep === null ? "none" : "";
    if (crossStep !== null) for (const end of ["x1", "x2"]) this.cross.setAttribute(end, across.place(crossStep));
    this.cross.setAttribute("y1", top);
    this.cross.setAttribute("y2", bottom);
  }

  #drawAxes(left, right, top, bottom, across, upright) {
    const place = (part, x, y) => { part.setAttribute("x", x); part.setAttribute("y", y); };
    place(this.title, left, top - 12);
    place(this.stepTitle, right, bottom + 34);
    this.grid.replaceChildren(
      ...upright.ticks.flatMap((tick) => [
        shape("line", { class: "grid-line", x1: left, x2: right, y1: upright.place(tick), y2: upright.place(tick) }),
        shape("text", { class: "plot-text", x: left - 7, y: upright.place(tick) + 4, "text-anchor": "end" }, this.tickText(tick)),
      ]),
      ...across.ticks.flatMap((tick) => [
        shape("line", { class: "axis-line", x1: across.place(tick), x2: across.place(tick), y1: bottom, y2: bottom + 4 }),
        shape("text", { class: "plot-text", x: across.place(tick), y: bottom + 17, "text-anchor": "middle" }, this.stepText(tick)),
      ]),
      shape("line", { class: "axis-line", x1: left, x2: right, y1: bottom, y2: bottom }));
  }

  #keep(group, number, make) {
    while (group.children.length > number) group.lastChild.remove();
    while (group.children.length < number) group.append(make());
  }
}
