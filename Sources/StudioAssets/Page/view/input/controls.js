// The buttons under the pad, and the line that says what is read.

import { text } from "../../texts/index.js";
import { element, say } from "../element.js";
import { count, short } from "../numbers.js";

const pens = { thin: 45, medium: 75, thick: 115 };

function penChoice(studio) {
  studio.penWidth = pens.medium;
  return element("fieldset", { id: "pen" },
    element("legend", {}, text("input.pen")),
    ...Object.entries(pens).map(([name, width]) => element("label", { title: text(`input.${name}`) },
      element("input", {
        type: "radio", name: "pen", value: name, checked: name === "medium", "aria-label": text(`input.${name}`),
        onchange: () => { studio.penWidth = width; },
      }),
      element("span", { class: "dot", style: `--width: ${width / 8}px` }))));
}

/// What is read, in a sentence.
function description({ input, answer, session }) {
  if (!input || !session) return "";
  const values = answer?.values;
  switch (input.kind) {
    case "drawing": return text(input.strokes.length ? "input.isDrawing" : "input.isBlank");
    case "noise": return text("input.isNoise");
    case "pixels": return input.preparation ? text("input.isPicture") : text("input.isPixels", { count: count(session.inputCount) });
    case "point": return text("input.isPoint", { x: short(input.x, 2), y: short(input.y, 2) });
    default: return text("input.isExample", {
      index: count(input.index), part: text(`input.parts.${input.part}`),
      label: answer ? session.classes[answer.label] ?? "–" : "…",
    }) + (values ? ` ${text("input.isPoint", { x: short(values[0], 2), y: short(values[1], 2) })}` : "");
  }
}

export function mountControls(studio, pad, files) {
  const counts = () => studio.state.catalogue?.data.find(({ name }) => name === studio.state.settings?.data)?.counts ?? {};
  // Data in the plane has nothing put aside for a last test.
  const part = () => (counts().test ? "test" : "validation");
  const examples = () => counts()[part()] || 1;
  const present = () => (studio.state.input?.kind === "example" && studio.state.input.part === part() ? studio.state.input.index : -1);
  const show = (index) => studio.read({ kind: "example", part: part(), index: (index + examples()) % examples() });
  // Drawn by lot, but never the one that is shown.
  const another = () => show(present() + 1 + Math.floor(Math.random() * Math.max(1, examples() - 1)));

  const digit = element("button", { id: "digit", onclick: another });
  const noise = element("button", {
    id: "noise", onclick: () => studio.read({ kind: "noise", seed: 1 + Math.floor(Math.random() * 9999) }),
  }, text("input.noise"));
  const arrow = (id, key, sign, onclick) => element("button", { id, class: "round", "aria-label": text(key), title: text(key), onclick }, sign);
  const onlyPictures = [
    element("div", { class: "row spread" }, element("button", { id: "clear", onclick: pad.clear }, text("input.clear")), penChoice(studio)),
    element("div", { class: "row" }, noise, ...files),
  ];
  const line = element("p", { class: "what", id: "what" });
  const refusal = element("p", { class: "refusal", role: "alert" });

  studio.store.watch(["input", "answer", "session"], (state) => {
    const isPictures = state.session?.kind !== "points";
    for (const part of onlyPictures) part.hidden = !isPictures;
    say(digit, text(isPictures ? "input.digit" : "input.point"));
    say(line, description(state));
  });
  studio.store.watch(["inputProblem"], ({ inputProblem }) => { refusal.textContent = inputProblem ?? ""; });

  return element("div", { class: "controls" },
    onlyPictures[0],
    line,
    element("div", { class: "row digits" },
      arrow("digit-previous", "input.previous", "‹", () => show(Math.max(0, present()) - (present() < 0 ? 0 : 1))),
      digit,
      arrow("digit-next", "input.next", "›", () => show(present() + 1))),
    onlyPictures[1],
    refusal);
}
