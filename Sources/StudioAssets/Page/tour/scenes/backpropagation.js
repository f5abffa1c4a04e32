// What one example wants changed, and what is left of it in the mean over a batch.

import { floats } from "../../model/engine.js";
import { Inquiry } from "../../model/inquiry.js";
import { text } from "../../texts/index.js";
import { element } from "../../view/element.js";
import { percent, short } from "../../view/numbers.js";
import { largest } from "../../view/picture.js";
import { choice } from "../choice.js";
import { Prose } from "../prose.js";
import { show } from "../spotlight.js";

const batchSize = 32;
// What is smaller than half a thousandth is nothing here.
const thousandths = (value) => `${Math.abs(value) < 0.0005 ? "" : value < 0 ? "−" : "+"}${Math.abs(value).toFixed(3)}`;

/// The three numbers that are largest in size, as `[index, value]`.
const largestThree = (values) => [...values.entries()].sort(([, one], [, other]) => Math.abs(other) - Math.abs(one)).slice(0, 3);

export default { name: "backpropagation", points: ["network", "selected"], needs: "trained", build(stage) {
  const { studio, borrowed } = stage;
  const { session } = stage.state;
  borrowed.look("backward");
  const prose = new Prose("tour.backpropagation.prose", { network: () => show("network") });
  const asking = element("p", {}, text("tour.backpropagation.ask"));
  const labels = choice(text("tour.backpropagation.ask"), session.classes.map((name, index) => [index, name]), studio.label, (label) => studio.setLabel(label));
  labels.classList.add("small");

  const bars = session.classes.map((name) => {
    const one = element("div", { class: "nudge" });
    const mean = element("div", { class: "nudge" });
    const numbers = [element("td", { class: "number" }), element("td", { class: "number" }), element("td", { class: "number" })];
    return { one, mean, numbers, row: element("tr", {}, element("th", { scope: "row" }, name), numbers[0],
      element("td", {}, one), numbers[1], element("td", {}, mean), numbers[2]) };
  });
  const heading = (key) => element("th", { scope: "col" }, text(`tour.backpropagation.${key}`));
  const wide = (key) => element("th", { scope: "col", colspan: 2 }, text(`tour.backpropagation.${key}`));
  const table = element("table", { class: "nudges" }, element("thead", {}, element("tr", {}, heading("class"), heading("says"), wide("one"), wide("mean"))),
    element("tbody", {}, ...bars.map(({ row }) => row)));
  const links = Array.from({ length: 3 }, () => element("button", { class: "plain link" }));
  const wishes = element("div", { hidden: true }, element("p", { class: "soft" }, text("tour.backpropagation.largest")),
    element("ul", { class: "way" }, ...links.map((link) => element("li", {}, link))));

  const inquiry = new Inquiry(250);
  const ask = () => inquiry.ask(() => stage.ask(async () => {
    const { label } = studio;
    if (!stage.state.answer || label === null) return;
    const said = await studio.session.backpropagation(studio.engineInput, label, batchSize);
    if (!stage.isOver && label === studio.label) tell(said, label);
  }));

  function nudge(bar, value, scale) {
    bar.style.setProperty("--size", `${(50 * Math.min(1, Math.abs(value) / scale)).toFixed(1)}%`);
    bar.dataset.sign = value < 0 ? "negative" : "positive";
  }

  function tell(said, label) {
    const last = said.layers.at(-1);
    const mean = said.batch.layers.at(-1).biasGradients;
    // A nudge goes against the gradient. Each column has its own scale: it is directions that compare.
    const scales = [largest(last.biasGradients), largest(mean)];
    bars.forEach(({ one, mean: bar, numbers }, index) => {
      nudge(one, -last.biasGradients[index], scales[0]);
      nudge(bar, -mean[index], scales[1]);
      numbers[0].textContent = percent(said.probabilities[index]);
      numbers[1].textContent = thousandths(-last.biasGradients[index]);
      numbers[2].textContent = thousandths(-mean[index]);
    });
    wishes.hidden = false;
    const gradients = floats(last.weightGradients);
    const inputs = gradients.length / last.biasGradients.length;
    largestThree(gradients).forEach(([index, gradient], at) => {
      const [to, from] = [Math.floor(index / inputs), index % inputs];
      links[at].textContent = text(gradient < 0 ? "tour.backpropagation.raise" : "tour.backpropagation.lower", {
        from, to: session.classes[to], size: short(Math.abs(gradient), 3) });
      links[at].onclick = () => { studio.select(said.layers.length, to, from); show("selected"); };
    });
    const agreeing = mean.filter((value, index) => value * last.biasGradients[index] > 0).length;
    prose.say({
      label: session.classes[label], p: percent(said.probabilities[label]), loss: short(said.loss, 3),
      missing: short(1 - said.probabilities[label], 3), batch: `${said.batch.count}`, batchLoss: short(said.batch.loss, 3),
      agreeing: `${agreeing}`, classes: `${mean.length}`, rate: short(said.learningRate, 4),
    });
  }

  stage.watch(["answer", "label"], () => {
    const isKnown = studio.label !== null;
    asking.hidden = isKnown;
    labels.choose(studio.label);
    ask();
  });
  return [
    element("div", {}, prose.element, asking, labels),
    element("div", { class: "figure" }, table, wishes),
  ];
} };
