// The loss as a function of one weight, measured by turning that weight in a second, hidden network with
// the same weights, so that the page's own stays as it is.

import { Session } from "../model/engine.js";

// How many weights are tried, and how far apart: a prime number, so that they lie all over the layer.
const tried = 24, stride = 4177;

export class Valley {
  #session = null;
  #values;

  constructor({ settings, recipe }) { Object.assign(this, { settings, recipe }); }

  async #open() {
    this.#session = await Session.open(this.settings, this.recipe);
    this.#values = (await this.#session.weights()).tensors;
  }

  /// A weight of a layer that matters: of some tried, the one whose loss rises most to both sides. Most do
  /// next to nothing.
  async choose(path) {
    if (!this.#session) await this.#open();
    const { parameters } = this.#session.description;
    const { name: parameter, shape } = parameters.find(({ name, shape }) => name.startsWith(`${path}.`) && shape.length > 1);
    const { values } = this.#values[parameter];
    let best = null;
    for (let attempt = 0; attempt < tried; attempt++) {
      const index = (attempt * stride) % values.length;
      const value = values[index];
      this.knob = { parameter, index, shape, value };
      const rise = Math.min(await this.loss(value - 1), await this.loss(value + 1));
      await this.loss(value);
      if (!best || rise > best.rise) best = { ...this.knob, rise };
    }
    this.knob = best;
    return best;
  }

  /// The mean loss over validation examples with the weight at `value`.
  async loss(value) {
    const { parameter, index } = this.knob;
    try {
      return (await this.#session.turn(parameter, index, value)).score.loss;
    } catch (error) {
      if (error.code !== "unknown-session") throw error;
      // Nobody had asked for a while.
      await this.#open();
      return (await this.#session.turn(parameter, index, value)).score.loss;
    }
  }

  /// The slope at `value`, from a little to the left and a little to the right.
  async slope(value, width) {
    const [left, right] = [await this.loss(value - width), await this.loss(value + width)];
    return (right - left) / (2 * width);
  }

  close() {
    this.#session?.close();
    this.#session = null;
  }
}
