// The middle card: the network as a figure that shows every number as it is at this moment.

import { text } from "../texts/index.js";
import { floats } from "../model/engine.js";
import { bestCell, cellAt, isOf } from "../model/layers.js";
import { element, onceAFrame } from "./element.js";
import { count } from "./numbers.js";
import { mountKeys } from "./network/keys.js";
import { legend } from "./network/legend.js";
import { lineValues } from "./network/lines.js";
import { Stage } from "./network/stage.js";
import { selectedWords, sizesOf, stepWords } from "./network/words.js";

/// Weights are drawn at most so often: every 100 ms.
const pause = 100;

/// Where the card of the selected neuron lies below the network, it comes into view once it is filled.
function showCard() {
  if (!matchMedia("(max-width: 1250px)").matches) return;
  requestAnimationFrame(() => requestAnimationFrame(() => {
    const { top, bottom } = document.getElementById("selected-title").getBoundingClientRect();
    if (top >= 0 && bottom <= innerHeight) return;
    const behavior = matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
    document.getElementById("selected").scrollIntoView({ behavior, block: "start" });
  }));
}

export function mountNetwork(host, studio) {
  const heading = element("h2", {}, text("network.opening"));
  const caption = element("p", { class: "caption", id: "network-caption" });
  const key = element("ul", { class: "legend" });
  const play = element("button", { id: "play", onclick: () => withPlayer((one) => (one.isMoving ? one.stop() : one.play())) }, text("network.play"));
  const step = element("button", { id: "play-step", onclick: () => withPlayer((one) => one.advance()) }, text("network.step"));

  let hovered = null;
  let told = null;
  // A circle that has the focus says its name itself.
  const speak = (isSaid = false) => {
    const { selected } = studio.state;
    caption.setAttribute("aria-live", isSaid || told ? "polite" : "off");
    caption.textContent = told ?? hovered ?? (selected ? selectedWords(studio.state) : text("network.hint"));
  };
  const stage = new Stage({
    say: (words, isKey) => { hovered = words; speak(isKey); },
    choose: (layer, neuron, term = null) => studio.select(layer, neuron, term),
    rearranged: () => rebuild(),
  });
  host.append(element("div", { class: "inside" },
    element("div", { class: "row head" }, heading, element("div", { class: "row" }, play, step)),
    stage.scroller, caption, key));

  // What the lines show: in backward direction what should change, against the gradient, as soon as there is one.
  let wishes = null;
  let values = [];
  let weightsOfLayer = () => null;
  const prepare = () => {
    const { session, weights, backward, direction } = studio.state;
    if (direction === "backward" && isOf(session, backward)) {
      if (wishes?.of !== backward) {
        wishes = { of: backward, layers: backward.layers.map(({ weightGradients }) => ({ wishes: floats(weightGradients).map((gradient) => -gradient) })) };
      }
      values = lineValues(session, null, wishes);
      weightsOfLayer = (index) => wishes.layers[index].wishes;
    } else {
      values = lineValues(session, weights, null);
      weightsOfLayer = (index) => weights?.tensors[`${session.layers[index].path}.weight`]?.values ?? null;
    }
  };

  // Nothing is drawn that is not seen.
  let isSeen = true;
  let isLate = false;
  let last = 0;
  let timer = null;
  const drawLines = () => {
    timer = null;
    const { session, plane } = studio.state;
    if (!stage.figure || !session) return;
    if (!isSeen) { isLate = true; return; }
    last = performance.now();
    prepare();
    stage.drawLines(values, plane, weightsOfLayer);
  };
  const redrawLines = () => { timer ??= setTimeout(drawLines, Math.max(0, last + pause - performance.now())); };
  new IntersectionObserver((entries) => {
    isSeen = entries.at(-1).isIntersecting;
    if (isSeen && isLate) { isLate = false; redrawLines(); }
  }, { rootMargin: "200px" }).observe(host);

  const light = onceAFrame(() => {
    if (stage.figure && studio.state.session) stage.light(studio.state);
  });

  function rebuild() {
    const { session, selected } = studio.state;
    const width = stage.scroller.clientWidth;
    if (!session || !width) return;
    stage.build(session, width);
    stage.select(selected);
    stage.light(studio.state);
    clearTimeout(timer);
    drawLines();
    explain();
  }

  function explain() {
    const { direction, backward } = studio.state;
    if (!stage.figure) return;
    const hasThumbs = stage.figure.layers.some(({ thumb }) => thumb);
    const hasMaps = stage.figure.layers.some(({ map }) => map);
    key.replaceChildren(...legend({ isBackward: direction === "backward" && Boolean(backward), hasThumbs, hasMaps, isPictures: stage.figure.isPictures }));
  }

  let player = null;
  async function withPlayer(act) {
    const { Player } = await import("./network/play.js");
    player ??= new Player(theatre);
    act(player);
  }
  const theatre = {
    canvas: stage.pulses,
    layers: () => studio.state.session.layers.length,
    scene: () => ({ state: studio.state, figure: stage.figure, values: lineValues(studio.state.session, studio.state.weights, null) }),
    show: (through) => { stage.through = through; light(); },
    say: (at) => {
      told = stepWords(studio.state, at);
      play.textContent = text("network.stop");
      speak();
    },
    ended: () => { told = null; play.textContent = text("network.play"); speak(); },
  };

  mountKeys(stage.svg, {
    figure: () => stage.figure, units: stage.units,
    focus: (layer, neuron) => stage.focus(layer, neuron),
    focusInput: () => stage.pixels.host.focus(),
    choose, clear: () => studio.select(null),
  });
  /// `place` says where a map was pointed at, as shares of its height and width; without it the most active cell is
  /// chosen.
  function choose(layer, node, place = null) {
    const { selected, session, answer } = studio.state;
    const own = session.layers[layer - 1];
    const inMap = () => {
      if (!place) return bestCell(own, node, answer?.layers[layer - 1].activations);
      const [row, column] = place.map((share, index) => Math.max(0, Math.min(own.convolution.positions[index] - 1, Math.floor(share * own.convolution.positions[index]))));
      return cellAt(own, node, row, column);
    };
    const neuron = own?.convolution ? inMap() : node;
    if (layer > 0) { studio.select(layer, neuron); showCard(); }
    else if (selected?.layer === 1) studio.select(1, selected.neuron, neuron);
  }
  const markOf = (event) => event.target.closest?.("[data-neuron]");
  stage.svg.addEventListener("click", (event) => {
    const mark = markOf(event);
    if (!mark) return;
    const { top, left, width, height } = mark.querySelector(".lamp").getBoundingClientRect();
    choose(Number(mark.dataset.layer), Number(mark.dataset.neuron), [(event.clientY - top) / height, (event.clientX - left) / width]);
  });
  stage.svg.addEventListener("focusin", (event) => { const mark = markOf(event); if (mark) stage.roam(mark); });
  for (const kind of ["pointerover", "focusin"]) {
    stage.svg.addEventListener(kind, (event) => { hovered = markOf(event)?.getAttribute("aria-label") ?? null; speak(); });
  }
  for (const kind of ["pointerleave", "focusout"]) stage.svg.addEventListener(kind, () => { hovered = null; speak(); });

  let width = 0;
  new ResizeObserver(() => {
    if (stage.scroller.clientWidth === width) return;
    width = stage.scroller.clientWidth;
    rebuild();
  }).observe(stage.scroller);

  studio.store.watch(["session"], ({ session }) => {
    if (!session) return;
    heading.textContent = text("network.heading", { sizes: sizesOf(session), count: count(session.parameterCount) });
    player?.stop();
    rebuild();
    speak();
  });
  studio.store.watch(["isOpening"], ({ isOpening }) => host.toggleAttribute("data-opening", isOpening));
  studio.store.watch(["answer"], light);
  studio.store.watch(["input"], () => player?.stop());
  studio.store.watch(["weights"], redrawLines);
  studio.store.watch(["backward", "direction", "theme"], () => { redrawLines(); light(); explain(); });
  studio.store.watch(["plane"], ({ plane }) => {
    if (plane && stage.figure && !stage.figure.isPictures) stage.drawThumbs(values, plane);
  });
  studio.store.watch(["selected"], ({ selected }) => {
    speak();
    if (!stage.figure) return;
    stage.select(selected);
    stage.drawFlow(values);
  });
  speak();
}
