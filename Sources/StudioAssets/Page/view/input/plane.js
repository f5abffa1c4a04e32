// For data in the plane: the examples over what the network says at every place, and the point it reads.

import { text } from "../../texts/index.js";
import { followPlane } from "../../model/planes.js";
import { element, onceAFrame } from "../element.js";
import { css, palette } from "../colours.js";
import { paintPlane } from "../picture.js";
import { short } from "../numbers.js";

const moves = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
// Until the engine has said which part of the plane it shows.
const usual = { low: -1.2, high: 1.2 };

export function mountPlane(studio) {
  followPlane(studio);
  const canvas = element("canvas", { id: "plane", class: "picture", tabindex: "0", role: "application", "aria-label": text("input.plane.name") });
  const spoken = element("span", { class: "for-readers", role: "status" });
  const host = element("div", { class: "pad" }, canvas, spoken,
    element("p", { class: "soft small" }, text("input.plane.hint")),
    element("p", { class: "soft small" }, text("input.plane.legend")));
  const ground = element("canvas");

  const range = () => studio.state.plane ?? usual;
  const fit = (value) => Math.max(range().low, Math.min(range().high, Math.round(value * 1000) / 1000));
  const read = (x, y) => studio.read({ kind: "point", x: fit(x), y: fit(y) });
  const present = () => {
    const { input, answer } = studio.state;
    return input?.kind === "point" ? [input.x, input.y] : answer?.values ?? null;
  };

  const follow = (event) => {
    const box = canvas.getBoundingClientRect();
    const { low, high } = range();
    read(low + ((event.clientX - box.left) / box.width) * (high - low), high - ((event.clientY - box.top) / box.height) * (high - low));
  };
  let isHeld = false;
  canvas.addEventListener("pointerdown", (event) => {
    if (event.button > 0) return;
    isHeld = true;
    try { canvas.setPointerCapture(event.pointerId); } catch { /* A pointer that is gone cannot be held. */ }
    follow(event);
  });
  canvas.addEventListener("pointermove", (event) => { if (isHeld) follow(event); });
  for (const end of ["pointerup", "pointercancel"]) canvas.addEventListener(end, () => { isHeld = false; });
  canvas.addEventListener("keydown", (event) => {
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    const [x, y] = present() ?? [0, 0];
    const far = event.shiftKey ? 0.01 : 0.05;
    read(x + far * move[0], y + far * move[1]);
    spoken.textContent = text("input.isPoint", { x: short(studio.state.input.x, 2), y: short(studio.state.input.y, 2) });
  });

  let painted = null;
  function paintGround(plane) {
    // Once for each plane and theme; the points above move more often.
    if (painted?.plane === plane && painted.paper === palette.paper) return;
    painted = { plane, paper: palette.paper };
    paintPlane(ground, plane);
  }

  const redraw = onceAFrame(() => {
    const { plane, points, session } = studio.state;
    if (session?.kind !== "points") return;
    const size = Math.round(canvas.clientWidth * devicePixelRatio);
    if (!size) return;
    if (canvas.width !== size) canvas.width = canvas.height = size;
    const context = canvas.getContext("2d");
    context.fillStyle = css(palette.paper);
    context.fillRect(0, 0, size, size);
    if (plane) {
      paintGround(plane);
      context.drawImage(ground, 0, 0, size, size);
    }
    const { low, high } = range();
    const place = ([x, y]) => [((x - low) / (high - low)) * size, ((high - y) / (high - low)) * size];
    const radius = size / 95;
    const dots = (list, isFull) => {
      for (const point of list) {
        context.beginPath();
        context.arc(...place(point), radius, 0, 7);
        context.lineWidth = radius * (isFull ? 0.25 : 0.6);
        const colour = css(point[2] ? palette.positive : palette.negative);
        // A rim of paper keeps a dot apart from ground of its own colour.
        context.fillStyle = isFull ? colour : css(palette.paper);
        context.strokeStyle = isFull ? css(palette.paper) : colour;
        context.fill();
        context.stroke();
      }
    };
    dots(points?.validation ?? [], false);
    dots(points?.training ?? [], true);
    const point = present();
    if (point) drawPoint(context, place(point), size);
  });

  function drawPoint(context, [x, y], size) {
    for (const [colour, width] of [[palette.paper, 5], [palette.ink, 2]]) {
      context.strokeStyle = css(colour);
      context.lineWidth = width * devicePixelRatio;
      context.beginPath();
      context.arc(x, y, size / 34, 0, 7);
      for (const [dx, dy] of [[1, 0], [-1, 0], [0, 1], [0, -1]]) {
        context.moveTo(x + (dx * size) / 34, y + (dy * size) / 34);
        context.lineTo(x + (dx * size) / 18, y + (dy * size) / 18);
      }
      context.stroke();
    }
  }

  new ResizeObserver(redraw).observe(canvas);
  studio.store.watch(["plane", "points", "input", "answer", "session", "theme"], redraw);
  return host;
}
