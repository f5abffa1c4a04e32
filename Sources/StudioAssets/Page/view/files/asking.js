// The model is asked: a file is dropped or chosen, a text typed, a picture drawn, a sound recorded, a row filled in, a tune
// wished; the answer comes with its pictures.

import { text } from "../../texts/index.js";
import { element, say } from "../element.js";
import { drawingPad } from "./pad.js";
import { recorder } from "./recorder.js";
import { rowForm } from "./row.js";

export function mountAsking(host, files) {
  const hint = element("p", { class: "soft" });
  const waysHost = element("div", { class: "ways" });
  const state = element("p", { class: "soft", role: "status" });
  const answers = element("div", { id: "answers", "aria-live": "polite" });
  host.append(element("h2", {}, text("files.asking.title")), hint, waysHost, state, answers);

  let shown = null;
  files.store.watch(["status"], ({ status }) => {
    host.hidden = !status?.inputs || status.phase !== "answering";
    if (host.hidden) return;
    say(hint, status.ways.text ? "" : text("files.asking.takes", { inputs: status.inputs }));
    const key = JSON.stringify(status.ways);
    if (key === shown) return;
    shown = key;
    waysHost.replaceChildren(...ways(status.ways, files));
  });
  files.store.watch(["isAsking", "asked"], ({ isAsking, asked }) => say(state, isAsking ? text("files.asking.thinking", { name: asked }) : ""));
  files.store.watch(["answer"], ({ answer }) => answers.replaceChildren(...(answer ? shownAnswer(answer) : [])));
}

/// The controls for all ways in which this model can be asked.
function ways({ text: takesText, writing, file, drawing, recording, fields, tune, ahead }, files) {
  const found = [];
  if (ahead) found.push(element("button", { id: "ahead", class: "main", onclick: () => files.askExample(0) }, text("files.asking.ahead")));
  if (tune) {
    let seed = 0;
    found.push(element("button", { id: "tune", class: "main", onclick: () => files.askTune(++seed) }, text("files.asking.tune")));
  }
  if (takesText) {
    const words = element("textarea", { id: "words", rows: 3, "aria-label": text("files.asking.words") });
    let seed = 0;
    found.push(element("div", { class: "typed" }, words, element("div", { class: "row" },
      element("button", { class: "main", onclick: () => files.askText(words.value) }, text("files.asking.ask")),
      writing ? element("button", { id: "write", onclick: () => files.askWriting(words.value, ++seed) }, text("files.asking.write")) : null)));
  }
  if (fields.length) found.push(rowForm(fields, (cells) => files.askRow(cells)));
  if (recording) found.push(recorder((file) => files.askFile(file), (problem) => files.store.set({ problem })));
  if (file) found.push(dropPlace(files));
  if (drawing) found.push(drawingPad((file) => files.askFile(file)));
  return found;
}

function dropPlace(files) {
  const chosen = element("input", { type: "file", id: "file", onchange: () => { if (chosen.files[0]) files.askFile(chosen.files[0]); chosen.value = ""; } });
  const drop = element("label", { class: "drop", for: "file" }, element("span", {}, text("files.asking.drop")), chosen);
  for (const name of ["dragover", "dragleave", "drop"]) {
    drop.addEventListener(name, (event) => {
      event.preventDefault();
      drop.classList.toggle("over", name === "dragover");
      if (name === "drop" && event.dataTransfer.files[0]) files.askFile(event.dataTransfer.files[0]);
    });
  }
  return drop;
}

/// At most so many answers are listed; a file may hold many rows.
const mostAnswers = 100;

function shownAnswer({ answers, pictures, files }) {
  const said = answers.slice(0, mostAnswers).map(({ input, answer, details }) => element("article", {},
    answer ? element("h3", {}, answer) : null, element("small", {}, input),
    element("ul", { class: "details" }, ...details.map((detail) => element("li", {}, detail)))));
  if (answers.length > mostAnswers) said.push(element("p", { class: "soft" }, text("files.asking.more", { count: answers.length - mostAnswers })));
  const seen = pictures.map(({ source, caption, isSound }) => element("figure", {},
    isSound ? element("audio", { src: source, controls: true }) : element("img", { src: source, alt: caption }),
    element("figcaption", { class: "soft" }, caption)));
  const taken = files.map(({ name, source }) => element("a", { class: "button", href: source, download: name }, text("files.asking.take", { name })));
  // A forecast's picture says more than its list.
  const order = answers.length > 1 ? [...seen, ...said] : [...said, ...seen];
  return [...order, ...(taken.length ? [element("div", { class: "row" }, ...taken)] : [])];
}
