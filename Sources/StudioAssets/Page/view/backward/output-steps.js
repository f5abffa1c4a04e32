// Steps 1 to 3, at the outputs: what they say, how wrong that is, and what each should do.

import { text } from "../../texts/index.js";
import { element, say } from "../element.js";
import { percent, probability, share, short, subscript } from "../numbers.js";
import { largest } from "../picture.js";
import { bars } from "../selected/bars.js";
import { className } from "../selected/names.js";

/// 1: each output beside what is wanted of it.
export function forwardStep() {
  const head = element("tr", {}, ...["class", "says", "wanted"].map((name) => element("th", { scope: "col", ...(name === "says" ? { colspan: 2 } : {}) }, text(`backward.forward.${name}`))));
  const body = element("tbody");
  const table = element("table", { class: "outputs" }, element("thead", {}, head), body);
  const formula = element("p", { class: "formula-line" });
  let rows = [];
  return {
    root: element("div", {}, table, formula),
    update({ session, outputs, label, backward, isSoftmax }) {
      if (rows.length !== outputs.length || rows.session !== session.id) {
        rows = outputs.map((_, output) => {
          const row = { fill: element("i"), value: element("span", { class: "number" }), wanted: element("span", { class: "number" }) };
          row.part = element("tr", {}, element("th", { scope: "row" }, className(session, output)),
            element("td", { class: "wide" }, element("span", { class: "share", "aria-hidden": "true" }, row.fill)),
            element("td", {}, row.value), element("td", {}, row.wanted));
          return row;
        });
        rows.session = session.id;
        body.replaceChildren(...rows.map(({ part }) => part));
      }
      rows.forEach(({ part, fill, value, wanted }, output) => {
        fill.style.width = `${100 * Math.max(0, Math.min(1, outputs[output]))}%`;
        say(value, share(outputs[output]));
        say(wanted, `${backward.wanted[output]}`);
        part.classList.toggle("chosen", output === label);
      });
      say(formula, text(isSoftmax ? "backward.forward.formula" : "backward.forward.formulaValues", {
        index: subscript(label), z: short(backward.layers.at(-1).z[label], 2), p: share(outputs[label]),
      }));
    },
    caption({ session, outputs, label }) {
      const answer = outputs.indexOf(Math.max(...outputs));
      return text("backward.forward.caption", { answer: className(session, answer), share: percent(outputs[answer]), label: className(session, label) });
    },
  };
}

/// 2: one number for how wrong that is.
export function lossStep() {
  const formula = element("p", { class: "formula-line large" });
  const meaning = element("p", { class: "soft" });
  return {
    root: element("div", {}, formula, meaning),
    update({ backward, outputs, label, isSoftmax, errors }) {
      const index = subscript(label);
      if (isSoftmax) {
        say(formula, text("backward.loss.entropy", { index, p: probability(outputs[label]), loss: short(backward.loss, 4) }));
        say(meaning, text("backward.loss.entropyWords", { guess: short(Math.log(outputs.length), 2), count: outputs.length }));
        return;
      }
      const parts = errors.map((error, output) => ({ error, output })).sort((one, other) => Math.abs(other.error) - Math.abs(one.error)).slice(0, 3)
        .map(({ output }) => `(${short(outputs[output])} − ${backward.wanted[output]})²`);
      say(formula, text("backward.loss.quadratic", { parts: parts.join(" + ") + (errors.length > 3 ? " + …" : ""), loss: short(backward.loss, 4) }));
      say(meaning, text("backward.loss.quadraticWords"));
    },
    caption: ({ backward }) => text("backward.loss.caption", { loss: short(backward.loss) }),
  };
}

/// What the outputs should do, in words, the largest wishes first.
function wishes({ session, errors }) {
  return errors.map((error, output) => ({ error, name: className(session, output) }))
    .filter(({ error }) => Math.abs(error) >= 0.005).sort((one, other) => Math.abs(other.error) - Math.abs(one.error)).slice(0, 3)
    .map(({ error, name }) => text(error < 0 ? "backward.wish.rise" : "backward.wish.fall", { name, size: Math.abs(error).toFixed(2) })).join(", ");
}

/// 3: what each output should do.
export function wishStep(studio) {
  const shown = bars({ label: text("backward.wish.bars"), choose: (output) => studio.select(studio.state.session.layers.length, output) });
  const formula = element("p", { class: "formula-line" });
  const values = element("p", { class: "soft" }, text("backward.wish.values"));
  return {
    root: element("div", {}, formula, shown, values),
    update({ session, errors, outputs, label, backward, chosen, isSoftmax }) {
      say(formula, text(isSoftmax ? "backward.wish.formula" : "backward.wish.formulaValues", {
        index: subscript(label), p: share(outputs[label]), y: `${backward.wanted[label]}`, error: short(errors[label]),
      }));
      values.hidden = isSoftmax;
      shown.update(errors.map((error, output) => ({
        key: output, name: className(session, output), value: -error,
        title: text("backward.wish.title", { name: className(session, output) }),
        chosen: chosen.layer === session.layers.length && chosen.neuron === output,
      })), Math.max(1, largest(errors)));
    },
    caption: (found) => text("backward.wish.caption", { wishes: wishes(found) || text("backward.wish.none") }),
  };
}
