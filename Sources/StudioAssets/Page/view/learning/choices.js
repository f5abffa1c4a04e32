// What to learn, with which network, and how. The same for the network above and for its rival.

import { text } from "../../texts/index.js";
import { element } from "../element.js";
import { count } from "../numbers.js";
import { sizesOf } from "../network/words.js";
import { choice, field, numberField, usualNumber } from "./fields.js";
import { layersEditor } from "./layers.js";
import { named } from "./words.js";

/// The convolutional network that is proposed: large enough to read better, small enough to be watched.
const convolutional = { filters: [8, 16], hidden: [32] };

const rates = [0.00001, 0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10];
const batches = [1, 4, 8, 16, 32, 64, 128, 256, 512];
const largestSeed = 4294967295;

/// The choices of `run` (the studio, or its rival). `prefix` goes before the ids; a rival learns from the same data.
export function choices(run, catalogue, { prefix = "", hasData = true, label }) {
  const { limits } = catalogue;
  // A refusal leaves the settings as they were, and the controls must say so.
  const act = async (change) => { await change; show(); };
  const reshape = (changes) => act(run.reshape(changes));
  const learning = (changes) => act(run.learning(changes));
  const words = (group) => (name) => named(group, name);

  const controls = {
    data: hasData && choice(`${prefix}data`, catalogue.data.map(({ name }) => name), words("dataNames"), (data) => reshape({ data })),
    filters: layersEditor(`${prefix}filters`, { layers: limits.convolutions, width: limits.filters, least: 1 }, "learning.filterLayers", (filters) => reshape({ filters })),
    hidden: layersEditor(`${prefix}layers`, limits, "learning.hiddenLayers", (hidden) => reshape({ hidden })),
    activation: choice(`${prefix}activation`, catalogue.activations, words("activationNames"), (activation) => reshape({ activation })),
    loss: choice(`${prefix}loss`, catalogue.losses, words("lossNames"), (loss) => reshape({ loss })),
    seed: numberField(`${prefix}seed`, { low: 0, high: largestSeed }, (seed) => reshape({ seed })),
    optimizer: choice(`${prefix}optimizer`, catalogue.optimizers, words("optimizerNames"), (optimizer) => learning({ optimizer })),
    learningRate: usualNumber(`${prefix}rate`, rates, { low: 1e-9, high: 1000, step: "any" }, (learningRate) => learning({ learningRate })),
    batchSize: usualNumber(`${prefix}batch`, batches.filter((size) => size <= limits.batchSize), { low: 1, high: limits.batchSize },
      (batchSize) => learning({ batchSize })),
  };
  const kind = choice(`${prefix}kind`, ["dense", "convolutional"], (name) => text(`learning.kinds.${name}`), (name) => {
    const { hidden } = catalogue.defaults[run.state.settings.data];
    return reshape(name === "convolutional" ? convolutional : { filters: [], hidden });
  });
  const kindField = field(text("learning.kind"), kind.node);
  const filtersField = element("div", { class: "field wide" }, element("span", {}, text("learning.filters")), controls.filters.node);
  const shape = element("small", { class: "number", id: `${prefix}shape` });
  const dice = element("button", {
    id: `${prefix}dice`, class: "little", title: text("learning.dice"), "aria-label": text("learning.dice"),
    onclick: () => reshape({ seed: 1 + Math.floor(Math.random() * 9999) }),
  }, "⚄");
  const node = element("div", { class: "choices", role: "group", "aria-label": label },
    element("fieldset", {},
      element("legend", {}, text("learning.makeNew")),
      controls.data ? field(text("learning.data"), controls.data.node) : null,
      kindField, filtersField,
      element("div", { class: "field wide" },
        element("span", {}, text("learning.layers")), controls.hidden.node),
      field(text("learning.activation"), controls.activation.node),
      field(text("learning.loss"), controls.loss.node),
      element("div", { class: "field" },
        element("label", { for: `${prefix}seed` }, text("learning.seed")),
        element("span", { class: "joined" }, controls.seed.node, dice))),
    element("fieldset", {},
      element("legend", {}, text("learning.goOn")),
      field(text("learning.optimizer"), controls.optimizer.node),
      field(text("learning.rate"), controls.learningRate.node),
      field(text("learning.batch"), controls.batchSize.node)),
    shape);

  function show() {
    const { settings, session } = run.state;
    if (!settings) return;
    for (const [name, control] of Object.entries(controls)) if (control) control.show(settings[name]);
    kind.show(settings.filters.length ? "convolutional" : "dense");
    // Filters look at pictures.
    kindField.hidden = catalogue.data.find(({ name }) => name === settings.data)?.kind !== "pictures";
    filtersField.hidden = settings.filters.length === 0;
    if (session) shape.textContent = text("learning.shape", {
      widths: sizesOf(session, " → "),
      parameters: count(session.parameterCount),
    });
  }
  run.store.watch(["settings", "session"], show);
  return node;
}
