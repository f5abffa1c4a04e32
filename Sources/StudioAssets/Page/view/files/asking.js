// The model is asked: a file is dropped or chosen, or a text is typed, and the answer comes with its pictures.

import { text } from "../../texts/index.js";
import { element, say } from "../element.js";

export function mountAsking(host, files) {
  const hint = element("p", { class: "soft" });
  const chosen = element("input", { type: "file", id: "file", onchange: () => { if (chosen.files[0]) files.askFile(chosen.files[0]); chosen.value = ""; } });
  const drop = element("label", { class: "drop", for: "file" }, element("span", {}, text("files.asking.drop")), chosen);
  const words = element("textarea", { id: "words", rows: 3, "aria-label": text("files.asking.words") });
  const send = element("button", { class: "main", onclick: () => files.askText(words.value) }, text("files.asking.ask"));
  const typed = element("div", { class: "typed" }, words, send);
  const state = element("p", { class: "soft", role: "status" });
  const answers = element("div", { id: "answers", "aria-live": "polite" });
  host.append(element("h2", {}, text("files.asking.title")), hint, typed, drop, state, answers);

  for (const name of ["dragover", "dragleave", "drop"]) {
    drop.addEventListener(name, (event) => {
      event.preventDefault();
      drop.classList.toggle("over", name === "dragover");
      if (name === "drop" && event.dataTransfer.files[0]) files.askFile(event.dataTransfer.files[0]);
    });
  }
  files.store.watch(["status"], ({ status }) => {
    host.hidden = !status?.inputs || status.phase !== "answering";
    if (host.hidden) return;
    typed.hidden = !status.takesText;
    say(hint, text("files.asking.takes", { inputs: status.inputs }));
  });
  files.store.watch(["isAsking", "asked"], ({ isAsking, asked }) => say(state, isAsking ? text("files.asking.thinking", { name: asked }) : ""));
  files.store.watch(["answer"], ({ answer }) => {
    answers.replaceChildren(...(answer?.answers ?? []).map(({ input, answer: said, details }) => element("article", {},
      element("h3", {}, said), element("small", {}, input),
      element("ul", { class: "details" }, ...details.map((detail) => element("li", {}, detail))))),
    ...(answer?.pictures ?? []).map(({ source, caption }) => element("figure", {},
      element("img", { src: source, alt: caption }), element("figcaption", { class: "soft" }, caption))));
  });
}
