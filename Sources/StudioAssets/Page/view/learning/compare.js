// Two runs side by side: the second one's choices, what differs, and how both do.

import { text } from "../../texts/index.js";
import { element } from "../element.js";
import { count, percent, short } from "../numbers.js";
import { paintPlane, picture } from "../picture.js";
import { choices } from "./choices.js";
import { watchValidation } from "./controls.js";
import { whenSeen } from "./panel.js";
import { settingWords } from "./words.js";

const compared = {
  filters: "filters", hidden: "layers", activation: "activation", loss: "loss", optimizer: "optimizer",
  learningRate: "rate", batchSize: "batch", seed: "seed", start: "start",
};
const planeSize = 64;

/// Fills `node`, which is shown while there is a second run.
export function fillComparison(node, studio, rival, catalogue) {
  const differences = element("tbody", {});
  const readings = {};
  const row = (name) => {
    readings[name] = ["a", "b"].map((letter) => element("td", { class: "number", "data-run": letter, "data-reading": name }, "–"));
    return element("tr", {}, element("th", { scope: "row" }, text(`learning.compare.${name}`)), ...readings[name]);
  };
  const table = element("table", { id: "comparison-table" },
    element("caption", { class: "for-readers" }, text("learning.compare.table")),
    element("thead", {}, element("tr", {}, element("td", {}), element("th", { scope: "col" }, "A"), element("th", { scope: "col" }, "B"))),
    differences,
    element("tbody", {}, row("validationLoss"), row("validationAccuracy"), row("steps"), row("speed")));
  const planes = ["A", "B"].map((letter) => plane(letter === "A" ? studio : rival, letter, studio));
  const planesNode = element("div", { class: "planes" }, ...planes.map(({ node }) => node));

  node.append(
    element("div", { class: "panel-head" }, element("h3", {}, text("learning.compare.title")),
      element("div", { class: "row" },
        element("button", { class: "little", id: "swap-runs", onclick: () => rival.exchange() }, text("learning.compare.swap")))),
    element("p", { class: "caption" }, text("learning.compare.caption")),
    element("div", { class: "comparison-parts" },
      element("div", { class: "rival-choices" },
        element("p", { class: "run-letter" }, "B"),
        choices(rival, catalogue, { prefix: "rival-", hasData: false, label: text("learning.compare.choices") })),
      table, planesNode));

  function drawDifferences() {
    const first = studio.state.settings;
    const second = rival.state.settings;
    if (!first || !second) return;
    const names = Object.keys(compared).filter((name) => `${first[name]}` !== `${second[name]}`);
    differences.replaceChildren(...(names.length ? names.map((name) => element("tr", { "data-differs": name },
      element("th", { scope: "row" }, text(`learning.${compared[name]}`)),
      element("td", {}, settingWords(name, first[name])), element("td", {}, settingWords(name, second[name]))))
      : [element("tr", {}, element("td", { colspan: 3, class: "soft" }, text("learning.compare.same")))]));
  }

  [studio, rival].forEach((run, index) => {
    const tell = (name, value, words) => {
      const cell = readings[name][index];
      if (cell.textContent !== words) cell.textContent = words;
      cell.dataset.value = value ?? "";
    };
    watchValidation(run, ({ loss, accuracy }) => {
      tell("validationLoss", loss, short(loss));
      tell("validationAccuracy", accuracy, percent(accuracy));
    });
    run.store.watch(["status"], ({ status }) => {
      if (!status) return;
      tell("steps", status.steps, count(status.steps));
      tell("speed", status.stepsPerSecond, status.running ? text("learning.compare.perSecond", { steps: count(status.stepsPerSecond) }) : "–");
    });
    run.store.watch(["settings"], drawDifferences);
  });
  rival.store.watch(["session"], ({ session }) => { planesNode.hidden = session?.kind !== "points"; });
}

/// What a run answers at every place of the plane, orange or blue.
function plane(run, letter, studio) {
  const canvas = picture(planeSize, planeSize, text("learning.compare.plane", { letter }), "picture plane-picture");
  const node = element("figure", { "data-plane": letter.toLowerCase() }, canvas, element("figcaption", { class: "run-letter" }, letter));
  const again = whenSeen(node, run, (session) => (session.description.kind === "points" ? session.plane(planeSize) : null), (answer) => {
    if (answer) paintPlane(canvas, answer);
  });
  studio.store.watch(["theme"], again);
  return { node };
}
