// The way of the input, step by step: from what was drawn to the numbers that the network reads.

import { text } from "../../texts/index.js";
import { bytes } from "../../model/engine.js";
import { isBlank } from "../../model/inputs.js";
import { element, onceAFrame, say as tell } from "../element.js";
import { paintBytes, picture } from "../picture.js";
import { count, short } from "../numbers.js";
import { pixelGrid } from "../pixels.js";

/// One step: a small picture over its caption.
function step(name) {
  const canvas = picture(1, 1, name);
  const frame = element("div", { class: "frame" }, canvas);
  const caption = element("figcaption", {}, name);
  return { frame, canvas, caption, host: element("figure", { class: "step" }, frame, caption) };
}

function show({ canvas }, { width, height, pixels }) {
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  canvas.style.width = `${100 * Math.min(1, width / height)}%`;
  canvas.style.height = `${100 * Math.min(1, height / width)}%`;
  paintBytes(canvas, bytes(pixels));
}

function put(part, { x, y, width, height }, whole) {
  Object.assign(part.style, {
    left: `${(x / whole.width) * 100}%`, top: `${(y / whole.height) * 100}%`,
    width: `${(width / whole.width) * 100}%`, height: `${(height / whole.height) * 100}%`,
  });
}

export function mountWay(studio) {
  const drawn = step(text("input.way.drawn"));
  const scaled = step(text("input.way.scaled"));
  const centred = step("");
  const crop = element("span", { class: "crop" });
  const centre = element("span", { class: "centre" });
  const window = element("div", { class: "window" }, crop);
  drawn.frame.append(window);
  centred.frame.append(centre);
  const steps = element("div", { class: "steps" }, drawn.host, arrow(), scaled.host, arrow(), centred.host);
  const why = element("p", { class: "soft why" });
  const readout = element("p", { class: "readout number" }, text("input.way.point"));
  let pixels = null;

  const grid = pixelGrid("", {
    say: (index, isKey) => {
      readout.setAttribute("aria-live", isKey ? "polite" : "off");
      const columns = studio.state.session?.inputShape[1] ?? 28;
      readout.textContent = index === null || !pixels ? text("input.way.point") : text("input.way.pixel", {
        row: Math.floor(index / columns), column: index % columns, value: short(pixels[index] / 255),
      });
    },
  });
  const numbers = element("figcaption");
  const host = element("div", { class: "way" },
    element("h3", {}, text("input.way.title")), steps, why,
    element("figure", { class: "all" }, grid.host, readout, numbers));

  const redraw = onceAFrame(() => {
    const { answer, input, session } = studio.state;
    if (session?.kind !== "pictures" || !input) return;
    const size = `${session.inputShape[0]} × ${session.inputShape[1]}`;
    const all = count(session.inputCount);
    const isHere = answer && !isBlank(input);
    const preparation = isHere && ["drawing", "pixels"].includes(input.kind) ? input.preparation ?? answer.preparation : null;
    pixels = isHere && answer.pixels ? bytes(answer.pixels) : null;
    grid.paint(pixels, session.inputShape);
    grid.again();
    grid.host.setAttribute("aria-label", text("input.way.grid", { count: all }));
    tell(numbers, text("input.way.numbers", { count: all }));
    steps.hidden = !preparation && input.kind !== "drawing";
    why.hidden = !steps.hidden;
    tell(why, input.kind === "example" ? text("input.way.example", { part: text(`input.parts.${input.part}`), size })
      : text(input.kind === "noise" ? "input.way.noise" : "input.way.pixels", { count: all }));
    steps.toggleAttribute("data-empty", !preparation);
    if (!preparation) return;
    const { ink, centre: mass, inverted } = preparation;
    tell(drawn.caption, text(`input.way.${input.kind === "drawing" ? "drawn" : inverted ? "inverted" : "opened"}`));
    tell(centred.caption, text("input.way.centred", { size }));
    show(drawn, ink);
    Object.assign(window.style, { width: drawn.canvas.style.width, height: drawn.canvas.style.height });
    put(crop, preparation.crop, preparation);
    show(scaled, preparation.scaled);
    show(centred, { width: session.inputShape[1], height: session.inputShape[0], pixels: answer.pixels });
    put(centre, { ...mass, width: 0, height: 0 }, centred.canvas);
  });
  // What is read is shown once its answer tells how it was prepared.
  studio.store.watch(["answer", "session", "theme"], redraw);
  return host;
}

const arrow = () => element("span", { class: "arrow", "aria-hidden": "true" }, "→");
