// What the network says, large: the class, how sure it is, and every class with its probability.

import { text } from "../../texts/index.js";
import { isBlank } from "../../model/inputs.js";
import { element, onceAFrame, say } from "../element.js";
import { percent, share, short } from "../numbers.js";

/// Among more classes nobody finds the right one at a glance.
const mostLabels = 12;

export function mountAnswer(studio) {
  const digit = element("span", { class: "digit" });
  const sure = element("span", { class: "sure number" });
  const verdict = element("span", { class: "verdict" });
  const bars = element("ol", { class: "answers" });
  const question = element("span", { id: "says-what" }, text("input.answer.itIs"));
  const labels = element("div", { class: "its-label", role: "group", "aria-labelledby": "says-what", hidden: true });
  const host = element("div", { id: "answer" },
    element("h3", {}, text("input.answer.title")),
    element("div", { class: "said" }, digit, element("div", {}, sure, verdict)),
    labels,
    bars);
  let rows = [];

  function rebuild(classes) {
    rows = classes.map((name) => {
      const bar = element("span", { class: "bar" }, element("span"));
      const number = element("span", { class: "number" });
      return { bar: bar.firstChild, number, item: element("li", {}, element("span", { class: "name", title: name }, name), bar, number) };
    });
    bars.replaceChildren(...rows.map(({ item }) => item));
    labels.replaceChildren(question, ...(classes.length > mostLabels ? [] : classes.map((name, index) => element("button", {
      "data-says": index, "aria-pressed": "false", onclick: () => studio.setLabel(index),
    }, name))));
    bars.classList.toggle("many", classes.length > 12);
  }

  const redraw = onceAFrame(() => {
    const { answer, session, input, isAway } = studio.state;
    if (!session) return;
    const isEmpty = !answer || isBlank(input);
    const shares = isEmpty ? null : answer.probabilities;
    bars.setAttribute("aria-label", text(session.interpretation === "values" ? "input.answer.values" : "input.answer.bars"));
    host.toggleAttribute("data-empty", isEmpty);
    if (isEmpty) delete host.dataset.answer; else host.dataset.answer = answer.answer;
    const name = isEmpty ? null : session.classes[answer.answer] ?? `${answer.answer}`;
    say(digit, name ?? "–");
    digit.classList.toggle("long", (name ?? "").length > 2);
    say(sure, isEmpty ? text(`input.answer.${isBlank(input) ? "none" : isAway ? "silent" : "waiting"}`) : text("input.answer.sure", { share: percent(answer.confidence) }));
    const { label } = studio;
    const isKnown = !isEmpty && label !== null;
    const isRight = isKnown && label === answer.answer;
    verdict.className = `verdict ${isKnown ? (isRight ? "right" : "wrong") : "soft"}`;
    say(verdict, isEmpty ? "" : isKnown
      ? text(`input.answer.${isRight ? "right" : "wrong"}${answer.label === null ? "ForYou" : ""}`, { label: session.classes[label] ?? label })
      : text("input.answer.unknown"));
    // Of examples the label is known; of anything else only the person can know it.
    labels.hidden = !input || input.kind === "example" || session.classes.length > mostLabels;
    [...labels.querySelectorAll("button")].forEach((button, index) => {
      button.disabled = isEmpty;
      button.setAttribute("aria-pressed", `${isKnown && index === label}`);
    });
    const order = shares ? [...shares.keys()].sort((one, other) => shares[other] - shares[one]) : [];
    rows.forEach(({ bar, number, item }, index) => {
      const value = shares?.[index] ?? null;
      // Scaled, not widened: nothing has to be laid out anew at every stroke.
      bar.style.transform = `scaleX(${Math.max(0, Math.min(1, value ?? 0))})`;
      say(number, session.interpretation === "values" ? short(value) : share(value));
      item.className = order[0] === index ? "first" : order[1] === index ? "second" : "";
    });
  });

  studio.store.watch(["session"], ({ session }) => { if (session) { rebuild(session.classes); redraw(); } });
  studio.store.watch(["answer", "label", "input", "isAway"], redraw);
  return host;
}
