// The pad: one draws on it with mouse, pen, finger or keys, and the network reads every stroke at once.

import { text } from "../../texts/index.js";
import { bytes } from "../../model/engine.js";
import { drawStrokes, unit } from "../../model/drawing.js";
import { element, onceAFrame, say as setText } from "../element.js";
import { css, lit, palette } from "../colours.js";
import { paintBytes } from "../picture.js";

/// Points closer than this say nothing more, and make the address long.
const nearest = 6;
const stride = 25;
const moves = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const fit = (place) => Math.max(0, Math.min(unit, Math.round(place)));

export function mountPad(studio) {
  const canvas = element("canvas", { id: "pad", class: "picture", tabindex: "0", role: "application", "aria-label": text("input.pad") });
  const hint = element("p", { class: "pad-hint", "aria-hidden": "true" }, text("input.drawHere"));
  const spoken = element("span", { class: "for-readers", role: "status" });
  const host = element("div", { class: "pad" }, canvas, hint, spoken);
  const raw = element("canvas");
  let stroke = null;
  let cursor = null;
  let movedWhileHeld = false;

  const strokes = () => (studio.state.input?.kind === "drawing" ? studio.state.input.strokes : []);
  const read = (all) => studio.read({ kind: "drawing", strokes: all }, strokes().length ? studio.state.label : null);

  function begin(x, y) {
    const before = strokes();
    stroke = { width: studio.penWidth, points: [x, y] };
    read([...before, stroke]);
  }

  function go(x, y) {
    const points = stroke.points;
    if (Math.hypot(x - points.at(-2), y - points.at(-1)) < nearest) return false;
    points.push(x, y);
    return true;
  }

  // The same strokes in a new list, so that those who watch the state see that it is another drawing.
  const tell = () => { if (strokes().includes(stroke)) read([...strokes()]); else stroke = null; };

  const at = (event) => {
    const box = canvas.getBoundingClientRect();
    return [fit(((event.clientX - box.left) / box.width) * unit), fit(((event.clientY - box.top) / box.height) * unit)];
  };
  canvas.addEventListener("pointerdown", (event) => {
    if (event.button > 0 || !event.isPrimary) return;
    event.preventDefault();
    canvas.focus({ preventScroll: true });
    cursor = null;
    // A pointer that is gone already cannot be held.
    try { canvas.setPointerCapture(event.pointerId); } catch { /* It draws all the same. */ }
    begin(...at(event));
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!stroke || cursor || !event.isPrimary) return;
    const between = event.getCoalescedEvents?.() ?? [];
    let isLonger = false;
    for (const one of between.length ? between : [event]) isLonger = go(...at(one)) || isLonger;
    if (isLonger) tell();
    draw();
  });
  for (const end of ["pointerup", "pointercancel"]) canvas.addEventListener(end, () => { if (!cursor) stroke = null; });

  const say = (key) => { spoken.textContent = text(`input.${key}`); };
  canvas.addEventListener("keydown", (event) => {
    const move = moves[event.key];
    if (move) {
      event.preventDefault();
      cursor = [cursor ?? [unit / 2, unit / 4]].map(([x, y]) => [fit(x + move[0] * stride), fit(y + move[1] * stride)])[0];
      if (stroke && go(...cursor)) { tell(); movedWhileHeld = event.repeat || movedWhileHeld; }
    } else if (event.key === " " || event.key === "Enter") {
      event.preventDefault();
      if (event.repeat) return;
      cursor ??= [unit / 2, unit / 4];
      movedWhileHeld = false;
      if (stroke) stroke = null; else begin(...cursor);
      say(stroke ? "penDown" : "penUp");
    } else if (event.key === "Delete" || event.key === "Backspace") {
      event.preventDefault();
      clear();
    } else return;
    redraw();
  });
  // Whoever keeps Space down while drawing lifts the pen by letting go.
  canvas.addEventListener("keyup", (event) => {
    if (event.key === " " && stroke && movedWhileHeld) { stroke = null; say("penUp"); redraw(); }
  });
  canvas.addEventListener("focus", () => redraw());
  canvas.addEventListener("blur", () => { if (cursor) { stroke = cursor = null; redraw(); } });

  function clear() {
    stroke = null;
    studio.read({ kind: "drawing", strokes: [] });
    say("cleared");
  }

  // Asking how large it is at every stroke would have the whole page laid out.
  let size = 0;
  new ResizeObserver(() => { size = Math.round(canvas.clientWidth * devicePixelRatio); draw(); }).observe(canvas);
  studio.store.watch(["theme"], () => draw());

  // The line under the pen is there with the pen, a frame before all else; afterwards it is not drawn again.
  let shown = null;
  const redraw = onceAFrame(() => { if (cursor || studio.state.input !== shown) draw(); });

  function draw() {
    if (!size) return;
    if (canvas.width !== size) canvas.width = canvas.height = size;
    const context = canvas.getContext("2d");
    const { input, answer, session } = studio.state;
    context.fillStyle = css(palette.dark);
    context.fillRect(0, 0, size, size);
    if (input?.kind === "drawing") drawStrokes(context, input.strokes, size, css(lit(1)));
    else if (answer?.pixels && session?.kind === "pictures") {
      [raw.height, raw.width] = session.inputShape;
      paintBytes(raw, bytes(answer.pixels));
      context.imageSmoothingEnabled = false;
      const scale = Math.min(size / raw.width, size / raw.height);
      context.drawImage(raw, (size - raw.width * scale) / 2, (size - raw.height * scale) / 2, raw.width * scale, raw.height * scale);
    }
    if (cursor) drawCursor(context, cursor, size);
    const isDrawing = input?.kind === "drawing";
    hint.hidden = isDrawing && input.strokes.length > 0;
    hint.toggleAttribute("data-over", !isDrawing);
    setText(hint, text(isDrawing ? "input.drawHere" : "input.drawOver"));
    shown = isDrawing ? input : null;
  }

  /// Where the pen is, when keys move it: a cross, and a ring as wide as the pen when it is down.
  function drawCursor(context, [x, y], size) {
    const scale = size / unit;
    context.strokeStyle = css(stroke ? palette.positive : palette.lit);
    context.lineWidth = 2 * devicePixelRatio;
    context.beginPath();
    for (const [dx, dy] of [[1, 0], [0, 1]]) {
      context.moveTo((x - 45 * dx) * scale, (y - 45 * dy) * scale);
      context.lineTo((x + 45 * dx) * scale, (y + 45 * dy) * scale);
    }
    if (stroke) context.arc(x * scale, y * scale, (studio.penWidth / 2) * scale, 0, 7);
    context.stroke();
  }

  studio.store.watch(["input", "answer", "session"], redraw);
  return { host, clear };
}
