// A knob: one number that can be turned with a slider, the mouse wheel, the keyboard or by typing it.

import { text } from "../texts/index.js";
import { element } from "./element.js";
import { exact, short } from "./numbers.js";

/// All figures, as fields of numbers take them.
const plain = (value) => exact(value).replaceAll("−", "-");

/// How far the dial turns to each side of the top, in degrees.
const sweep = 135;

/// Larger numbers than these teach nothing, and a dial must end somewhere.
const most = 1e6;

// A page that is being scrolled must not turn the knobs that pass under the pointer.
let scrolledAt = -Infinity;
addEventListener("wheel", (event) => {
  if (!event.target.closest?.(".knob")) scrolledAt = event.timeStamp;
}, { passive: true });

/// A knob for the number `name`, at first `value`, between `low` and `high` (a typed number may lie outside and
/// widens the range). `onturn(value)` is called whenever a person turns it. The element's `update(value)`
/// shows a value that changed elsewhere, which does not count as turning.
export function knob({ name, value, low = -1, high = 1, onturn }) {
  let before = value;
  let isTurned = false;
  let isHeld = false;

  const dial = element("span", { class: "dial", "aria-hidden": "true", title: text("selected.knob.drag") });
  const slider = element("input", { type: "range", min: low, max: high, step: "any", "aria-label": name, title: text("selected.knob.hint") });
  const field = element("input", { type: "number", step: "any", min: -most, max: most, class: "number", "aria-label": text("selected.knob.typed", { name }), autocomplete: "off" });
  const back = element("button", { type: "button", class: "as-before", disabled: true, "aria-label": text("selected.knob.asBefore", { name }), title: text("selected.knob.asBefore", { name }), onclick: () => turn(before) }, "↺");
  const root = element("div", { class: "knob", role: "group", "aria-label": name }, dial, slider, field, back);

  const step = () => (slider.max - slider.min) / 200;

  function show() {
    if (value < slider.min) slider.min = value;
    if (value > slider.max) slider.max = value;
    slider.value = value;
    slider.setAttribute("aria-valuetext", short(value));
    // What someone is typing is theirs until they are done.
    if (document.activeElement !== field || !field.dataset.typing) field.value = plain(value);
    const share = (value - slider.min) / (slider.max - slider.min || 1);
    dial.style.setProperty("--turn", `${(2 * share - 1) * sweep}deg`);
    dial.dataset.sign = value < 0 ? "negative" : "positive";
    root.dataset.value = value;
    back.disabled = value === before;
  }

  function turn(to) {
    if (Number.isNaN(to)) return;
    to = Math.max(-most, Math.min(most, to));
    // The engine keeps single precision; so does the knob, lest it seem to move by itself.
    value = Math.fround(to);
    isTurned = true;
    show();
    onturn(value);
  }

  slider.addEventListener("input", () => turn(slider.valueAsNumber));
  // The browser's own step would be a hundredth of what is sensible or nothing at all.
  slider.addEventListener("keydown", (event) => {
    const way = { ArrowUp: 1, ArrowRight: 1, PageUp: 10, ArrowDown: -1, ArrowLeft: -1, PageDown: -10 }[event.key];
    if (!way) return;
    event.preventDefault();
    turn(value + way * step() * (event.shiftKey ? 0.1 : 1));
  });
  for (const [part, events] of [[slider, ["pointerdown", "pointerup", "pointercancel"]], [dial, ["pointerdown", "pointerup", "pointercancel"]]]) {
    for (const event of events) part.addEventListener(event, () => { isHeld = event === "pointerdown"; });
  }
  dial.addEventListener("pointerdown", (event) => { dial.setPointerCapture(event.pointerId); event.preventDefault(); });
  dial.addEventListener("pointermove", (event) => {
    if (isHeld && event.buttons) turn(value + (event.movementX - event.movementY) * step() * (event.shiftKey ? 0.1 : 1));
  });
  root.addEventListener("wheel", (event) => {
    if (event.timeStamp - scrolledAt < 300) { scrolledAt = event.timeStamp; return; }
    event.preventDefault();
    // With Shift, browsers turn the wheel sideways.
    const way = -Math.sign(event.deltaY || event.deltaX);
    turn(value + way * step() * (event.shiftKey ? 0.1 : 1));
  }, { passive: false });
  for (const part of [dial, slider]) part.addEventListener("dblclick", () => turn(before));

  field.addEventListener("input", () => { field.dataset.typing = "1"; });
  const take = () => {
    if (!field.dataset.typing) return;
    delete field.dataset.typing;
    if (!Number.isNaN(field.valueAsNumber)) turn(field.valueAsNumber);
    else show();
  };
  field.addEventListener("change", take);
  field.addEventListener("blur", take);
  field.addEventListener("keydown", (event) => {
    const way = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (event.key === "Enter") { field.dataset.typing = "1"; take(); }
    if (event.key === "Escape") { delete field.dataset.typing; show(); }
    if (way) {
      event.preventDefault();
      delete field.dataset.typing;
      turn(value + way * step() * (event.shiftKey ? 0.1 : 1));
    }
  });

  root.update = (now) => {
    if (isHeld || now === value || !Number.isFinite(now)) return;
    value = now;
    if (!isTurned) before = now;
    show();
  };
  show();
  return root;
}
