// The loss over one real weight, and a ball that steps against its slope.

import { text } from "../../texts/index.js";
import { element } from "../../view/element.js";
import { counted } from "../../view/learning/words.js";
import { count, short } from "../../view/numbers.js";
import { choice } from "../choice.js";
import { move, Plot } from "../figures.js";
import { Prose } from "../prose.js";
import { Valley } from "../valley.js";

const samples = 21;
// How far to each side the weight is turned.
const reach = 1.8;

export default { name: "downhill", needs: "trained", build(stage) {
  const { session, settings, recipe } = stage.state;
  const valley = new Valley({ settings, recipe });
  const prose = new Prose("tour.downhill.prose");
  const holder = element("div", { class: "valley" });
  const words = element("p", { class: "number sum", role: "status" });
  const verdict = element("p", { class: "soft", role: "status" });
  let plot, ball, trail, tangent;
  let range = null, place = null, top = null;
  let steps = 0;
  // The learning rate, in units of the one whose first step leads from the top straight to the bottom.
  let share = 0.4, direct = 1;
  const rate = () => share * direct;

  // One thing after the other: a network can be turned by one hand only.
  let work = Promise.resolve();
  const soon = (act) => { work = work.then(() => stage.ask(act)); };
  stage.atEnd(() => { work.then(() => valley.close()); });

  const layerChoice = choice(text("tour.downhill.layer"), session.layers.map(({ number }) => [number,
    number === session.layers.length ? text("tour.downhill.last") : text("tour.downhill.number", { number })]), session.layers.length, (number) => soon(() => measure(number)));
  const slider = element("input", { type: "range", min: -1.7, max: 0.65, step: 0.01, value: Math.log10(share), id: "tour-rate", "aria-label": text("tour.downhill.rate"), oninput: () => {
    share = 10 ** slider.valueAsNumber;
    say();
  } });
  const rateWords = element("output", { class: "number" });
  const roll = element("button", { id: "tour-roll", class: "main", onclick: () => soon(step) }, text("tour.downhill.roll"));
  const again = element("button", { id: "tour-top", onclick: () => soon(() => put(top)) }, text("tour.downhill.again"));

  async function measure(number) {
    words.textContent = text("tour.downhill.measuring");
    roll.disabled = again.disabled = true;
    const layer = session.layers[number - 1];
    const { value, index, shape } = await valley.choose(layer.path);
    range = [value - reach, value + reach];
    const points = [];
    for (let at = 0; at < samples && !stage.isOver; at++) {
      const weight = range[0] + (range[1] - range[0]) * at / (samples - 1);
      points.push([weight, await valley.loss(weight)]);
    }
    if (stage.isOver) return;
    const losses = points.map(([, loss]) => loss);
    const [low, high] = [Math.min(...losses), Math.max(...losses)];
    const room = 0.12 * (high - low) || 0.1;
    plot = new Plot({ name: text("tour.downhill.plot"), x: range, y: [low - room, high + room], xMarks: [range[0], value, range[1]], yMarks: [low, high], width: 420, height: 240, xName: text("tour.downhill.weight"), yName: text("tour.downhill.loss") });
    plot.add("path", { class: "curve", d: plot.path(points) });
    trail = plot.add("path", { class: "guide" });
    tangent = plot.add("path", { class: "tangent" });
    ball = plot.add("circle", { class: "ball", r: 8 });
    holder.replaceChildren(plot.element);
    const bottom = points[losses.indexOf(low)][0];
    top = losses[0] > losses.at(-1) ? range[0] + 0.1 * reach : range[1] - 0.1 * reach;
    direct = Math.abs((bottom - top) / (await slopeAt(top) || 1e-6));
    prose.say({
      to: `${Math.floor(index / shape[1])}`, from: `${index % shape[1]}`, layer: `${number}`,
      samples: `${samples}`, now: short(value, 2), lowest: short(low, 3),
    });
    roll.disabled = again.disabled = false;
    await put(top);
  }

  const slopeAt = (weight) => valley.slope(weight, reach / 100);

  async function put(weight) {
    steps = 0;
    trail.setAttribute("d", "");
    await settle(weight);
  }

  async function settle(weight) {
    const loss = await valley.loss(weight);
    const slope = await slopeAt(weight);
    const before = place && steps ? trail.getAttribute("d") : "";
    place = { weight, loss, slope };
    const inside = Math.max(range[0], Math.min(range[1], weight));
    const spot = plot.at(inside, Math.max(plot.y[0], Math.min(plot.y[1], loss)));
    move(ball, spot);
    trail.setAttribute("d", before ? `${before}L${spot}` : `M${spot}`);
    const half = (range[1] - range[0]) / 10;
    tangent.setAttribute("d", inside === weight ? plot.path([[weight - half, loss - half * slope], [weight + half, loss + half * slope]]) : "");
    say();
  }

  async function step() {
    steps += 1;
    await settle(place.weight - rate() * place.slope);
  }

  function say() {
    rateWords.textContent = text("tour.downhill.rateIs", { rate: short(rate(), 2) });
    slider.setAttribute("aria-valuetext", short(rate(), 2));
    verdict.textContent = text(`tour.downhill.${share < 0.15 ? "small" : share > 1.6 ? "large" : "good"}`);
    if (!place) return;
    const taken = counted("tour.downhill.steps", steps, { count: count(steps) });
    prose.say({ loss: short(place.loss, 3), slope: short(place.slope, 3), steps: taken });
    const isOutside = place.weight < range[0] || place.weight > range[1];
    words.replaceChildren(
      `${short(place.weight, 2)} − ${short(rate(), 2)} × ${short(place.slope, 3)} = ${short(place.weight - rate() * place.slope, 2)}`,
      element("br"), text(isOutside ? "tour.downhill.outside" : "tour.downhill.at", { steps: taken, weight: short(place.weight, 2), loss: short(place.loss, 3) }));
  }

  soon(() => measure(session.layers.length));
  return [
    element("div", {}, prose.element, layerChoice),
    element("div", { class: "figure" }, holder, words,
      element("label", { class: "row wide" }, rateWords, slider), verdict,
      element("div", { class: "row" }, roll, again)),
  ];
} };
