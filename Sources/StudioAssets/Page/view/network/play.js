// The forward pass at will: numbers travel along the lines, layer by layer, and the layers light up.

import { css, palette } from "../colours.js";
import { seesMaps } from "../../model/layers.js";
import { sources, start } from "./arrange.js";
import { inputValues } from "./lights.js";

/// A layer takes so long.
const duration = 600;
/// No more pulses than this at a time, the largest.
const most = 900;
const smallest = 0.04;

/// What comes along each line: an activation, of a map the mean of what the layer sees of it.
function incoming(index, session, answer) {
  const layer = session.layers[index];
  const pixels = index === 0 ? inputValues(session, answer) : null;
  if (!layer.convolution && !seesMaps(layer)) return pixels ?? answer.layers[index - 1].activations;
  const [rows, columns, channels] = layer.source;
  const means = new Float32Array(channels);
  const values = pixels ?? answer.layers[index].inputs ?? answer.layers[index - 1].activations;
  for (let place = 0; place < values.length; place++) means[place % channels] += values[place] / (rows * columns);
  return means;
}

/// The products on their way into a layer: `[{x, y, toX, toY, size, isNegative}]`, size 0…1.
function pulses(figure, index, session, answer, values) {
  const { nodes, entry, inputs } = figure.layers[index];
  const from = incoming(index, session, answer);
  if (!from || !values) return [];
  const found = [];
  let scale = 0;
  for (const source of sources(figure, index)) {
    for (const node of nodes) {
      const product = values[node.neuron * inputs + source.input] * from[source.input];
      if (!product) continue;
      scale = Math.max(scale, Math.abs(product));
      found.push({ source, y: node.y, product });
    }
  }
  return found.filter(({ product }) => Math.abs(product) > smallest * scale)
    .sort((one, other) => Math.abs(other.product) - Math.abs(one.product)).slice(0, most)
    .map(({ source, y, product }) => {
      const begin = start(source, { x: entry, y });
      return { x: begin.x, y: begin.y, toX: entry, toY: y, size: Math.abs(product) / scale, isNegative: product < 0 };
    });
}

const ease = (share) => (share < 0.5 ? 2 * share * share : 1 - (2 - 2 * share) ** 2 / 2);

/// `show(through)` lights so many layers, `say(step)` tells what happens in a step (0 is the input, the last
/// the answer), `ended()` that all is as usual again; `canvas` carries the pulses.
export class Player {
  #timer = null;
  #step = null;
  #ended = null;

  constructor(host) { this.host = host; }

  get isOn() { return this.#step !== null; }
  get isMoving() { return this.#timer !== null; }

  /// Plays it all, or goes on from a step.
  play() {
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) { this.advance(); return; }
    clearTimeout(this.#ended);
    this.#begin();
    this.#travel(1, true);
  }

  /// One layer, and waits.
  advance() {
    clearTimeout(this.#ended);
    if (this.#timer) this.#halt();
    if (!this.isOn) { this.#begin(); return; }
    if (this.#step > this.host.layers()) { this.stop(); return; }
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) this.#arrive(this.#step + 1);
    else this.#travel(this.#step + 1, false);
  }

  /// Everything as usual, at once.
  stop() {
    clearTimeout(this.#ended);
    this.#halt();
    if (!this.isOn) return;
    this.#step = null;
    this.host.show(Infinity);
    this.host.ended();
  }

  #begin() {
    this.#step = 0;
    this.host.show(0);
    this.host.say(0);
  }

  #halt() {
    cancelAnimationFrame(this.#timer);
    this.#timer = null;
    this.#clear();
  }

  #clear() {
    const { canvas } = this.host;
    canvas.getContext("2d").clearRect(0, 0, canvas.width, canvas.height);
  }

  #arrive(step) {
    this.#step = step;
    this.host.show(step);
    this.host.say(step);
  }

  #travel(step, goesOn) {
    const { state, figure, values } = this.host.scene();
    // The step after the last layer is the answer: nothing travels there.
    if (step > figure.layers.length || !state.answer) {
      this.#halt();
      this.#arrive(figure.layers.length + 1);
      if (goesOn) this.#ended = setTimeout(() => this.stop(), 3000);
      return;
    }
    const list = pulses(figure, step - 1, state.session, state.answer, values[step - 1]);
    const context = this.host.canvas.getContext("2d");
    this.host.say(step);
    this.#step = step;
    let began = null;
    const draw = (now) => {
      began ??= now;
      const share = Math.min(1, (now - began) / duration);
      this.#clear();
      const at = ease(share);
      for (const isNegative of [false, true]) {
        context.fillStyle = css(isNegative ? palette.negative : palette.positive);
        context.beginPath();
        for (const pulse of list) {
          if (pulse.isNegative !== isNegative) continue;
          const x = pulse.x + (pulse.toX - pulse.x) * at;
          const y = pulse.y + (pulse.toY - pulse.y) * at;
          const radius = 0.8 + 3.6 * Math.sqrt(pulse.size);
          context.moveTo(x + radius, y);
          context.arc(x, y, radius, 0, 7);
        }
        context.fill();
      }
      if (share < 1) { this.#timer = requestAnimationFrame(draw); return; }
      this.#halt();
      this.#arrive(step);
      if (goesOn) this.#timer = requestAnimationFrame(() => this.#travel(step + 1, true));
    };
    this.#timer = requestAnimationFrame(draw);
  }
}
