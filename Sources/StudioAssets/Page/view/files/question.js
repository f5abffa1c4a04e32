// What is asked of the files: which kind of question, and about which columns.

import { text } from "../../texts/index.js";
import { element } from "../element.js";

// Which parts each kind of question has, and what they are filled in with.
const parts = {
  table: ["target"], text: ["text", "target"], forecast: ["target", "time", "horizon"], images: ["label"], sounds: ["label"],
};

export function mountQuestion(host, files) {
  const form = element("form", { class: "question", onsubmit: (event) => { event.preventDefault(); files.question(read()); } });
  host.append(element("h2", {}, text("files.question.title")), form);
  const read = () => {
    const values = Object.fromEntries(new FormData(form));
    const question = { kind: values.kind ?? form.dataset.kind };
    for (const name of parts[question.kind] ?? []) if (values[name]) question[name] = name === "horizon" ? Number(values[name]) : values[name];
    return question;
  };

  let shown = null;
  files.store.watch(["status"], ({ status }) => {
    const questions = status?.offer.questions ?? [];
    const hasParts = questions.some((question) => (parts[question.kind] ?? []).some((name) => question[name] !== null));
    host.hidden = questions.length === 0 || !(hasParts || questions.length > 1);
    const isBusy = ["reading", "learning"].includes(status?.phase);
    const key = JSON.stringify([status?.offer, status?.question]);
    if (!host.hidden && key !== shown) { shown = key; show(status.question ?? questions[0]); }
    for (const control of form.elements) control.disabled = isBusy;
  });

  /// The form for a question: of another kind it begins with what is likely meant.
  function show(question) {
    const { questions, columns } = files.state.status.offer;
    form.dataset.kind = question.kind;
    const label = (name, control) => element("label", {}, element("span", {}, text(`files.question.${name}`)), control);
    const choice = (name, values, chosen, names = values) => element("select", { name, id: `question-${name}` },
      ...values.map((value, index) => element("option", { value, selected: value === chosen }, names[index])));
    const field = (name) => {
      if (name === "horizon") return label(name, element("input", { name, type: "number", min: 1, max: 1000, value: question[name] ?? 7 }));
      if (name === "time" || name === "label") return label(name, element("input", { name, type: "text", value: question[name] ?? "", autocomplete: "off", spellcheck: "false" }));
      return label(name, choice(name, columns, question[name]));
    };
    // Where folders are the classes, names tell nothing.
    const shownParts = (parts[question.kind] ?? []).filter((name) => name !== "label" || question.label !== null);
    const kinds = questions.map(({ kind }) => kind);
    const kind = kinds.length > 1 ? label("kind", choice("kind", kinds, question.kind, kinds.map((name) => text(`files.question.kinds.${name}`)))) : null;
    kind?.addEventListener("change", () => {
      const next = questions.find((other) => other.kind === form.elements.kind.value);
      show(next);
      form.elements.kind.focus();
    });
    form.replaceChildren(...[kind, ...shownParts.map(field), element("button", { id: "ask-this" }, text("files.question.ask"))].filter(Boolean));
  }
}
