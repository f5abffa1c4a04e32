// How it writes: the beginning, start and pause, the speed, chance, and how daring it is.

import { text } from "../../texts/index.js";
import { element, say } from "../element.js";
import { percent } from "../numbers.js";
import { paces } from "../../model/writing/writer.js";

export function mountDesk(host, writer) {
  const { store } = writer;
  const prompt = element("textarea", {
    id: "prompt", rows: 3, placeholder: text("writing.desk.promptHint"), spellcheck: "false", "aria-describedby": "prompt-problem",
    oninput: () => writer.begin(prompt.value),
  });
  const refusal = element("p", { id: "prompt-problem", class: "refusal", role: "status" });
  const runWord = element("span", {});
  const run = element("button", {
    id: "run", class: "main", title: text("writing.desk.hints.run"), onclick: () => (store.state.isRunning ? writer.pause() : writer.run()),
  }, element("span", { class: "run-sign", "aria-hidden": "true" }), runWord);
  const button = (id, act) => element("button", { id, title: text(`writing.desk.hints.${id}`), onclick: act }, text(`writing.desk.${id}`));
  const step = button("step", () => writer.step());
  const pace = element("select", { id: "pace", onchange: () => store.set({ pace: Number(pace.value) }) },
    ...paces.map((value) => element("option", { value }, text(`writing.desk.paces.${value}`))));
  const seed = element("input", {
    id: "seed", type: "number", min: 0, step: 1,
    onchange: () => {
      const value = Math.floor(Number(seed.value));
      if (seed.value !== "" && value >= 0 && value <= (store.state.model?.largestSeed ?? 0)) writer.reseed(value);
      else seed.value = store.state.seed;
    },
  });
  const dice = element("button", {
    id: "dice", class: "small", title: text("writing.desk.hints.dice"), "aria-label": text("writing.desk.hints.dice"),
    onclick: () => writer.reseed(Math.floor(Math.random() * 1e6)),
  }, "⚄");
  const written = element("p", { id: "written", class: "soft" });

  const temperature = slider("temperature", { min: 0, max: 2, step: 0.05 }, (value) => value.toFixed(2));
  temperature.input.addEventListener("input", () => writer.set({ temperature: temperature.input.valueAsNumber }));
  temperature.root.append(element("small", { id: "temperature-words" }, text("writing.desk.temperatureWords")));
  temperature.input.setAttribute("aria-describedby", "temperature-words");
  // The far right takes all tokens.
  const topK = slider("topK", { min: 1, max: 1, step: 1 }, (value) => (value >= Number(topK.input.max) ? text("writing.desk.topKAll") : `${value}`));
  topK.input.addEventListener("input", () => {
    const value = topK.input.valueAsNumber;
    writer.set({ topK: value >= Number(topK.input.max) ? null : value });
  });
  const topP = slider("topP", { min: 0.05, max: 1, step: 0.05 }, (value) => percent(value, 0));
  topP.input.addEventListener("input", () => writer.set({ topP: topP.input.valueAsNumber >= 1 ? null : topP.input.valueAsNumber }));
  for (const [name, part] of Object.entries({ topK, topP })) part.root.append(element("small", {}, text(`writing.desk.${name}Words`)));

  host.append(
    element("h2", {}, text("writing.desk.title")),
    element("label", { for: "prompt" }, text("writing.desk.prompt")), prompt, refusal,
    element("div", { class: "row" }, run, step, button("restart", () => writer.restart())),
    written,
    element("div", { class: "row fields" },
      element("label", {}, text("writing.desk.pace"), pace),
      element("label", {}, text("writing.desk.seed"), element("span", { class: "joined" }, seed, dice))),
    temperature.root, topK.root, topP.root);

  store.watch(["isRunning", "hasEnded", "pieces", "given"], ({ isRunning, hasEnded, pieces, given, model }) => {
    run.dataset.running = isRunning;
    say(runWord, text(`writing.desk.${isRunning ? "pause" : "start"}`));
    const isOver = hasEnded || pieces.length >= (model?.mostTokens ?? Infinity);
    run.disabled = step.disabled = isOver || !pieces.length;
    const number = Math.max(0, pieces.length - given);
    const words = text(number === 1 ? "writing.desk.writtenOne" : "writing.desk.written", { count: number });
    say(written, hasEnded ? `${words}. ${text("writing.desk.ended")}` : words);
  });
  store.watch(["model"], ({ model }) => {
    if (!model) return;
    topK.input.max = Math.min(model.tokenCount, 100);
    topK.show(store.state.topK ?? Number(topK.input.max));
  });
  store.watch(["prompt"], (state) => { if (prompt.value !== state.prompt) prompt.value = state.prompt; });
  store.watch(["promptProblem"], ({ promptProblem }) => {
    say(refusal, promptProblem ?? "");
    prompt.setAttribute("aria-invalid", `${Boolean(promptProblem)}`);
  });
  store.watch(["seed"], (state) => { seed.value = state.seed; });
  store.watch(["pace"], (state) => { pace.value = state.pace; });
  store.watch(["temperature"], (state) => temperature.show(state.temperature));
  store.watch(["topK"], (state) => topK.show(state.topK ?? Number(topK.input.max)));
  store.watch(["topP"], (state) => topP.show(state.topP ?? 1));
}

/// A slider with its name and its value.
function slider(name, range, words) {
  const id = name.replace(/[A-Z]/, (letter) => `-${letter.toLowerCase()}`);
  const input = element("input", { id, type: "range", ...range });
  const value = element("output", { for: id, class: "number" });
  const show = (number) => {
    input.value = number;
    say(value, words(number));
    input.setAttribute("aria-valuetext", words(number));
  };
  return {
    input, show,
    root: element("div", { class: "slider" }, element("label", { for: id }, text(`writing.desk.${name}`)), value, input),
  };
}
