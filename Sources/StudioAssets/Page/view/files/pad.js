// A sheet on which a picture is drawn instead of being dropped.

import { text } from "../../texts/index.js";
import { element } from "../element.js";

const size = 280;

/// A sheet with its buttons; `take` is given each drawing as a PNG file.
export function drawingPad(take) {
  const canvas = element("canvas", { width: size, height: size, class: "pad", role: "img", "aria-label": text("files.pad.name") });
  const context = canvas.getContext("2d");
  const clear = () => { context.fillStyle = "white"; context.fillRect(0, 0, size, size); };
  clear();
  let last = null;
  const place = (event) => {
    const box = canvas.getBoundingClientRect();
    return [(event.clientX - box.left) * size / box.width, (event.clientY - box.top) * size / box.height];
  };
  canvas.addEventListener("pointerdown", (event) => { canvas.setPointerCapture?.(event.pointerId); last = place(event); event.preventDefault(); });
  canvas.addEventListener("pointermove", (event) => {
    if (!last) return;
    const next = place(event);
    Object.assign(context, { strokeStyle: "black", lineWidth: 18, lineCap: "round", lineJoin: "round" });
    context.beginPath(); context.moveTo(...last); context.lineTo(...next); context.stroke();
    last = next;
  });
  for (const name of ["pointerup", "pointercancel"]) canvas.addEventListener(name, () => { last = null; });
  const ask = () => canvas.toBlob((blob) => take(new File([blob], "drawing.png", { type: "image/png" })), "image/png");
  return element("details", { class: "draw" }, element("summary", {}, text("files.pad.title")), canvas,
    element("div", { class: "row" },
      element("button", { class: "main", onclick: ask }, text("files.asking.ask")),
      element("button", { onclick: clear }, text("files.pad.clear"))));
}
