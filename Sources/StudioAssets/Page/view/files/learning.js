// A network learns from the examples: start and stop, how far it is, how loss went, and what it came to.

import { text } from "../../texts/index.js";
import { element, say, shape } from "../element.js";
import { percent, short } from "../numbers.js";

const [width, height, edge] = [520, 180, 34];

export function mountLearning(host, files) {
  const run = element("button", { id: "learn", class: "main", onclick: () => (files.state.status?.phase === "learning" ? files.stop() : files.learn()) });
  const bar = element("progress", { max: 1, value: 0, "aria-label": text("files.learning.progress") });
  const words = element("p", { class: "soft", role: "status" });
  const metrics = element("dl", { class: "metrics" });
  const curves = shape("svg", { viewBox: `0 0 ${width} ${height}`, class: "loss", role: "img" });
  const legend = element("small", {}, text("files.learning.legend"));
  host.append(element("h2", {}, text("files.learning.title")), element("div", { class: "row" }, run, bar), words, metrics, curves, legend);

  files.store.watch(["status"], ({ status }) => {
    host.hidden = !status || status.phase === "reading" || status.phase === "failed" || (status.phase === "answering" && status.exampleCount === 0 && !status.hasReport);
    if (host.hidden) return;
    const isLearning = status.phase === "learning";
    say(run, text(`files.learning.${isLearning ? "stop" : status.hasReport ? "again" : "start"}`));
    const { progress } = status;
    bar.hidden = !isLearning;
    bar.value = progress?.fraction ?? 0;
    say(words, status.problem && !isLearning ? status.problem : isLearning && progress
      ? text("files.learning.going", { epoch: progress.epoch, epochs: progress.epochs, loss: short(progress.loss), seconds: Math.ceil(progress.secondsLeft) })
      : isLearning ? text("files.learning.beginning") : "");
    metrics.replaceChildren(...status.metrics.flatMap(({ title, value, line }) => [
      element("dt", {}, title), element("dd", {}, element("strong", {}, value), element("small", {}, line)),
    ]));
    legend.hidden = status.epochs.length < 2;
    draw(curves, status.epochs);
  });
}

/// Losses over the epochs: solid what was learned from, dashed what was held out.
function draw(svg, epochs) {
  svg.toggleAttribute("hidden", epochs.length < 2);
  svg.style.display = epochs.length < 2 ? "none" : "";
  if (epochs.length < 2) return;
  const lines = [
    { name: "training", points: epochs.map(({ number, loss }) => [number, loss]) },
    { name: "validation", points: epochs.filter(({ validationLoss }) => validationLoss !== null).map(({ number, validationLoss }) => [number, validationLoss]) },
  ].filter(({ points }) => points.length > 1);
  const all = lines.flatMap(({ points }) => points.map(([, loss]) => loss)).filter(Number.isFinite);
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const [first, last] = [epochs[0].number, epochs.at(-1).number];
  const x = (number) => edge + (number - first) / Math.max(1, last - first) * (width - edge - 8);
  const y = (loss) => 10 + (high - loss) / Math.max(1e-9, high - low) * (height - 40);
  const label = (words, left, top, anchor) => shape("text", { x: left, y: top, "text-anchor": anchor }, words);
  svg.replaceChildren(
    ...lines.map(({ name, points }) => shape("polyline", { class: name, points: points.map(([number, loss]) => `${x(number).toFixed(1)},${y(loss).toFixed(1)}`).join(" ") })),
    label(short(high, 2), edge - 4, 14, "end"), label(short(low, 2), edge - 4, height - 28, "end"),
    label(`${first}`, edge, height - 10, "start"), label(text("files.learning.epoch", { number: last }), width - 8, height - 10, "end"),
  );
  const end = epochs.at(-1);
  svg.setAttribute("aria-label", text("files.learning.curve", {
    loss: short(end.loss), held: end.validationLoss === null ? "–" : short(end.validationLoss),
    accuracy: percent(end.validationAccuracy ?? end.accuracy),
  }));
}
