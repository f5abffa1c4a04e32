// How loss and accuracy went, step by step: training and validation, and a second run in the same axes.

import { text } from "../../texts/index.js";
import { element, onceAFrame, shape } from "../element.js";
import { count, percent, short } from "../numbers.js";
import { panel } from "./panel.js";
import { Legend } from "./legend.js";
import { Plot } from "./plot.js";
import { linear, logarithmic, roundUp } from "./scale.js";

const measures = {
  loss: { training: "loss", validation: "validationLoss" },
  accuracy: { training: "accuracy", validation: "validationAccuracy" },
};
const isNumber = (value) => typeof value === "number" && Number.isFinite(value);

export function curves(studio, rival) {
  const isLogarithmic = element("select", { id: "loss-scale", onchange: () => draw() },
    element("option", { value: "linear" }, text("learning.curves.linear")),
    element("option", { value: "log" }, text("learning.curves.logarithmic")));
  const save = async (name) => (await import("../save.js")).savePicture(picture, name);
  const csv = element("a", { class: "button little", download: "curves.csv" }, text("learning.curves.csv"));
  const loss = new Plot(text("learning.curves.loss"), text("learning.curves.step"), (tick) => short(tick, 2).replace(/\.?0+$/, "") || "0", count);
  const accuracy = new Plot(text("learning.curves.accuracy"), text("learning.curves.step"), (tick) => percent(tick, 0), count);
  const legend = new Legend();
  const empty = shape("text", { class: "plot-text", "text-anchor": "middle" }, text("learning.curves.empty"));
  const picture = shape("svg", {
    class: "curves-picture", role: "slider", tabindex: "0", "aria-label": text("learning.curves.name"),
    "aria-orientation": "horizontal", "aria-valuemin": 0,
  }, loss.node, accuracy.node, legend.node, empty);
  const summary = element("p", { class: "for-readers", id: "curves-summary" });
  const node = panel("curves", [picture, summary], [
    element("label", { class: "inline" }, element("span", {}, text("learning.curves.scale")), isLogarithmic),
    element("button", { class: "little", onclick: () => save("curves.svg") }, text("learning.curves.svg")),
    element("button", { class: "little", onclick: () => save("curves.png") }, text("learning.curves.png")),
    csv,
  ]);
  picture.setAttribute("aria-describedby", "curves-summary");

  let width = 600;
  // The step that is read off, null for the newest.
  let reading = null;
  let across = null;
  let frames = [];

  const runs = () => [
    { letter: "a", curve: studio.state.curve },
    ...(rival.state.session ? [{ letter: "b", curve: rival.state.curve }] : []),
  ];

  const draw = onceAFrame(() => {
    const shown = runs();
    const all = shown.flatMap(({ curve }) => curve);
    const isWide = width >= 620;
    const height = isWide ? 210 : 170;
    const top = 30;
    const gutter = 52;
    const half = isWide ? (width - 24) / 2 : width;
    frames = [
      { left: gutter, right: half - 26, top, bottom: top + height },
      isWide ? { left: half + 24 + gutter, right: width - 26, top, bottom: top + height }
        : { left: gutter, right: width - 26, top: top + height + 74, bottom: top + 2 * height + 74 },
    ];
    const last = all.reduce((most, { step }) => Math.max(most, step), 0);
    const values = (names) => all.flatMap((point) => Object.values(names).map((name) => point[name])).filter(isNumber);
    const losses = values(measures.loss);
    const highest = losses.reduce((most, value) => Math.max(most, value), 0);
    const lowest = losses.reduce((least, value) => (value > 0 ? Math.min(least, value) : least), highest || 1);
    const stepsAt = ({ left, right }) => linear(roundUp(Math.max(last, 10)), left, right, isWide ? 4 : 3);
    across = stepsAt(frames[0]);
    const lossAxis = isLogarithmic.value === "log"
      ? logarithmic(lowest, highest || 1, frames[0].bottom, frames[0].top)
      : linear(roundUp(highest), frames[0].bottom, frames[0].top);
    const at = reading === null ? null : nearest(shown[0].curve.length ? shown[0].curve : all, reading)?.step ?? null;
    const marks = shown.map(({ curve }) => (at === null ? curve.at(-1) : nearest(curve, at)));
    const series = (names) => shown.flatMap(({ letter, curve }, index) => ["training", "validation"].map((part) => ({
      name: `${letter}-${part}`,
      points: curve.filter((point) => isNumber(point[names[part]])).map((point) => [point.step, point[names[part]]]),
      marked: at !== null && isNumber(marks[index]?.[names[part]]) ? [marks[index].step, marks[index][names[part]]] : null,
    })));
    loss.draw(frames[0], across, lossAxis, series(measures.loss), at);
    accuracy.draw(frames[1], stepsAt(frames[1]), linear(1, frames[1].bottom, frames[1].top, 5), series(measures.accuracy), at);
    empty.style.display = all.length ? "none" : "";
    empty.setAttribute("x", (frames[0].left + frames[0].right) / 2);
    empty.setAttribute("y", top + height / 2);
    const end = legend.draw(frames[1].bottom + 62, width, shown.map(({ letter }, index) => ({ letter, point: marks[index] })));
    picture.setAttribute("viewBox", `0 0 ${width} ${end}`);
    picture.style.height = `${end}px`;
    const now = marks[0];
    picture.setAttribute("aria-valuemax", last);
    picture.setAttribute("aria-valuenow", now?.step ?? 0);
    picture.setAttribute("aria-valuetext", now ? sentence("learning.curves.reading", now) : text("learning.curves.empty"));
    const newest = shown[0].curve.at(-1);
    summary.textContent = newest ? sentence("learning.curves.summary", newest, shown[0].curve[0]) : text("learning.curves.empty");
  });

  new ResizeObserver(([entry]) => { width = Math.max(260, Math.round(entry.contentRect.width)); draw(); }).observe(node);
  studio.store.watch(["curve", "theme"], draw);
  rival.store.watch(["curve", "session"], draw);
  studio.store.watch(["session"], ({ session }) => { if (session) csv.href = studio.session.exportAddress("curves.csv"); });

  const read = (step) => { reading = step; draw(); };
  picture.addEventListener("pointermove", (event) => {
    const { left: edge, width: breadth } = picture.getBoundingClientRect();
    const x = (event.clientX - edge) * width / breadth;
    const frame = frames.findLast(({ left }) => x >= left - 20) ?? frames[0];
    const last = Math.max(10, ...runs().flatMap(({ curve }) => curve.at(-1)?.step ?? 0));
    read(roundUp(last) * Math.max(0, Math.min(1, (x - frame.left) / (frame.right - frame.left))));
  });
  picture.addEventListener("pointerleave", () => read(null));
  picture.addEventListener("keydown", (event) => {
    const { curve } = studio.state;
    const index = reading === null ? curve.length - 1 : curve.indexOf(nearest(curve, reading));
    const wanted = {
      ArrowLeft: index - 1, ArrowDown: index - 1, ArrowRight: index + 1, ArrowUp: index + 1,
      PageDown: index - 10, PageUp: index + 10, Home: 0, End: curve.length - 1,
    }[event.key];
    if (event.key === "Escape") read(null);
    if (wanted === undefined || !curve.length) return;
    event.preventDefault();
    read(curve[Math.max(0, Math.min(curve.length - 1, wanted))].step);
  });
  picture.addEventListener("blur", () => read(null));
  return node;
}

/// The point of a curve that is nearest to a step.
function nearest(curve, step) {
  let best = null;
  for (const point of curve) if (!best || Math.abs(point.step - step) < Math.abs(best.step - step)) best = point;
  return best;
}

const sentence = (key, point, first = point) => text(key, {
  step: count(point.step), loss: short(point.loss), validationLoss: short(point.validationLoss),
  accuracy: percent(point.accuracy), validationAccuracy: percent(point.validationAccuracy),
  first: short(first.validationLoss),
});
