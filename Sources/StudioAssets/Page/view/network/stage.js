// The figure on the page: canvases for lines and pulses under circles that can be reached.

import { text } from "../../texts/index.js";
import { bytes } from "../../model/engine.js";
import { hasMaps, nodeOf, sourceOf, seesMaps } from "../../model/layers.js";
import { element, shape } from "../element.js";
import { short } from "../numbers.js";
import { pixelGrid } from "../pixels.js";
import { arrange, isFolded, nextPage, pageOf, pageRange } from "./arrange.js";
import { bundles, drawBundles } from "./lines.js";
import { inputValues, lights } from "./lights.js";
import { frame, light, neurons } from "./neurons.js";
import { cellMarks, maps } from "./maps.js";
import { thumbs } from "./thumbs.js";

const context = (canvas) => canvas.getContext("2d");

export class Stage {
  figure = null;
  #neurons = { marks: [], inputs: [] };
  #thumbs = null;
  #maps = null;
  // Above the picture of the input, which lies above the neurons.
  #marks = shape("svg", { class: "neurons marks", "aria-hidden": "true" });
  #pages = {};
  #session = null;
  /// How many layers are lit; all, but while the forward pass is played.
  through = Infinity;

  /// `say(words, isKey)` shows a line of words, or none for null, aloud when a key has led there; `choose(layer, neuron, term)` selects.
  constructor({ say, choose, rearranged }) {
    this.say = say;
    this.choose = choose;
    this.rearranged = rearranged;
    this.lines = element("canvas", { class: "lines", "aria-hidden": "true" });
    this.flow = element("canvas", { class: "lines", "aria-hidden": "true" });
    this.pulses = element("canvas", { class: "lines", "aria-hidden": "true" });
    this.svg = shape("svg", { class: "neurons", role: "group", "aria-label": text("network.figure") });
    this.pixels = pixelGrid("", {
      say: (index, isKey) => this.say(index === null ? null : this.#pixelWords(index), isKey),
      choose: (index) => { if (this.selected?.layer === 1) this.choose(1, this.selected.neuron, index); },
      leave: (key) => { if (key === "ArrowRight") this.focus(1, this.figure.layers[0].nodes[Math.floor(this.figure.layers[0].nodes.length / 2)].neuron); },
    });
    this.host = element("div", { class: "stage" }, this.lines, this.flow);
    this.scroller = element("div", { class: "scroller" }, this.host);
  }

  /// Makes all anew for a session and a width.
  build(session, width) {
    if (session.id !== this.#session?.id) this.#pages = {};
    this.#session = session;
    this.figure = arrange(session, width, this.#pages);
    const { figure } = this;
    const focused = this.svg.contains(document.activeElement) ? { ...document.activeElement.dataset } : null;
    Object.assign(this.host.style, { width: `${figure.width}px`, height: `${figure.height}px` });
    // Twice the pixels are enough for lines so fine.
    const density = Math.min(2, devicePixelRatio);
    for (const canvas of [this.lines, this.flow, this.pulses]) {
      canvas.width = Math.ceil(figure.width * density);
      canvas.height = Math.ceil(figure.height * density);
      context(canvas).setTransform(density, 0, 0, density, 0, 0);
    }
    for (const drawing of [this.svg, this.#marks]) drawing.setAttribute("viewBox", `0 0 ${figure.width} ${figure.height}`);
    this.#thumbs = thumbs(figure);
    this.#maps = maps(figure);
    this.#neurons = neurons(figure, session);
    this.svg.replaceChildren(...frame(figure, session), ...this.#neurons.groups);
    this.host.replaceChildren(this.lines, this.flow, ...this.#thumbs.hosts, ...this.#maps.hosts, this.svg, this.#marks, this.pulses, ...this.#folds());
    if (figure.isPictures) {
      const { x, y, size } = figure.input;
      Object.assign(this.pixels.host.style, { left: `${x}px`, top: `${y}px`, width: `${size}px`, height: `${size}px` });
      this.pixels.host.setAttribute("aria-label", text("network.grid", { count: session.inputCount }));
      this.host.prepend(this.pixels.host);
    }
    this.#roam();
    if (focused) this.#find(focused.layer, focused.neuron)?.focus({ preventScroll: true });
  }

  #folds() {
    return this.figure.layers.flatMap((layer) => layer.fold.map(({ step, x, y }) => {
      const page = nextPage(layer, layer.page, step);
      const range = page === null ? null : pageRange(layer, page);
      const name = range ? text("network.page", { from: range[0], to: range[1], layer: layer.number }) : text("network.ends", { layer: layer.number });
      return element("button", {
        class: "fold", style: `left: ${x - 12}px; top: ${y - 12}px`, "aria-label": name, title: name,
        "data-fold": layer.number, "data-step": step,
        onclick: () => {
          this.turnTo(layer.number, page);
          this.host.querySelector(`[data-fold="${layer.number}"][data-step="${step}"]`)?.focus();
        },
      }, layer.page === null ? "⋮" : step < 0 ? "▲" : "▼");
    }));
  }

  /// Shows another page of a folded layer.
  turnTo(number, page) {
    this.#pages = { ...this.#pages, [number]: page };
    this.rearranged();
  }

  units = (number) => (number ? this.figure.layers[number - 1].units : this.#session.inputCount);

  /// The neuron's place in the figure: a cell is in its map.
  #node({ layer, neuron }) {
    const own = this.#session.layers[layer - 1];
    return own ? nodeOf(own, neuron) : neuron;
  }

  #find(layer, neuron) { return this.svg.querySelector(`[data-layer="${layer}"][data-neuron="${neuron}"]`); }

  /// Opens the fold that hides a neuron.
  reveal(number, neuron) {
    const layer = this.figure?.layers[number - 1];
    if (!layer || neuron >= layer.units || this.#find(number, neuron)) return;
    if (isFolded(layer, number === this.#session.layers.length)) this.turnTo(number, pageOf(layer, neuron));
  }

  /// Brings a neuron into view where the figure is wider than its card.
  #show(selected) {
    const number = selected.layer;
    this.reveal(number, this.#node(selected));
    const layer = this.figure.layers[number - 1];
    if (!layer || this.figure.width <= this.scroller.clientWidth + 1) return;
    const { scrollLeft, clientWidth } = this.scroller;
    if (layer.entry < scrollLeft || layer.right + 15 > scrollLeft + clientWidth) this.scroller.scrollLeft = layer.x - clientWidth / 2;
  }

  focus(number, neuron) {
    this.reveal(number, neuron);
    this.#find(number, neuron)?.focus();
  }

  // One neuron is reached by Tab, the others from there by arrow keys.
  #roam(mark = null) {
    const wanted = mark ?? (this.selected && this.#find(this.selected.layer, this.#node(this.selected))) ?? this.#neurons.marks[0]?.host;
    for (const one of this.svg.querySelectorAll("[tabindex='0']")) one.setAttribute("tabindex", "-1");
    wanted?.setAttribute("tabindex", "0");
  }
  roam(mark) { this.#roam(mark); }

  #pixelWords(index) {
    const columns = this.figure.shape[1];
    const value = this.values?.[index] ?? null;
    return text("network.pixel", { index, row: Math.floor(index / columns), column: index % columns, value: short(value) });
  }

  /// The numbers of the present answer.
  light(state) {
    const { session, answer, backward, direction } = state;
    if (session.id !== this.#session?.id) return;
    this.values = inputValues(session, answer);
    const shown = lights(session, answer);
    light(this.#neurons, session, shown, {
      through: answer ? this.through : 0, backward: direction === "backward" ? backward : null, values: this.values,
    });
    this.#maps.paint(state, answer ? this.through : 0);
    if (this.figure.isPictures) {
      this.pixels.paint(answer?.pixels ? bytes(answer.pixels) : null, session.inputShape);
      this.pixels.again();
    }
  }

  /// The weights as lines and small pictures; `values` for each layer.
  drawLines(values, plane, weights = () => null) {
    const pen = context(this.lines);
    pen.clearRect(0, 0, this.figure.width, this.figure.height);
    this.figure.layers.forEach((_, index) => { if (values[index]) drawBundles(pen, bundles(this.figure, index, values[index])); });
    this.#thumbs.paint(values, plane);
    this.#maps.paintKernels(this.#session, weights);
    this.drawFlow(values);
  }

  drawThumbs(values, plane) { this.#thumbs.paint(values, plane); }

  /// The lines of the selected neuron alone, over the others.
  drawFlow(values) {
    const pen = context(this.flow);
    pen.clearRect(0, 0, this.figure.width, this.figure.height);
    const { selected } = this;
    this.host.toggleAttribute("data-selected", Boolean(selected));
    const index = (selected?.layer ?? 0) - 1;
    if (!selected || !values[index] || !this.figure.layers[index]) return;
    const only = this.#node(selected);
    drawBundles(pen, bundles(this.figure, index, values[index], { only }));
    const term = this.#termNode(selected);
    if (term !== null) drawBundles(pen, bundles(this.figure, index, values[index], { only, term }));
  }

  /// Where the line of the chosen term begins: an input is in its map.
  #termNode({ layer: number, term }) {
    if (term === null || term === undefined) return null;
    const layer = this.#session.layers[number - 1];
    return hasMaps(layer) || seesMaps(layer) ? sourceOf(layer, term).channel : term;
  }

  /// Outlines the selected neuron, and the one term of it that is looked at.
  select(selected) {
    this.selected = selected;
    if (selected) this.#show(selected);
    this.#marks.replaceChildren(...(selected ? cellMarks(this.figure, this.#session, selected) : []));
    const node = selected ? this.#node(selected) : null;
    const term = selected ? this.#termNode(selected) : null;
    const pixel = selected?.layer === 1 && this.figure.isPictures ? selected.term ?? null : null;
    for (const { host, layer, neuron } of this.#neurons.marks) {
      const isSelected = layer === selected?.layer && neuron === node;
      host.setAttribute("aria-pressed", `${isSelected}`);
      host.classList.toggle("term", term !== null && layer === selected.layer - 1 && neuron === term);
    }
    this.#neurons.inputs.forEach((mark, index) => mark.classList.toggle("term", selected?.layer === 1 && term === index));
    this.pixels.mark(pixel);
    for (const { layer, neuron, canvas } of this.#thumbs?.list ?? []) {
      canvas.toggleAttribute("data-selected", layer.number === selected?.layer && neuron === node);
    }
    this.#roam();
  }
}
