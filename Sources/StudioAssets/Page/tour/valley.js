// The loss as a function of one weight, measured by turning that weight in a second, hidden network with
// the same weights, so that the page's own stays as it is.

import { Session } from "../model/engine.js";

export class Valley {
  #session = null;
  #values;

  constructor({ settings, recipe }) { Object.assign(this, { settings, recipe }); }

  async #open() {
    this.#session = await Session.open(this.settings, this.recipe);
    this.#values = (await this.#session.weights()).tensors;
  }

  /// The largest weight of a layer, which matters most: `{parameter, index, value, shape}`.
  async choose(path) {
    if (!this.#session) await this.#open();
    if (this.knob) await this.loss(this.knob.value);
    const { parameters } = this.#session.description;
    const { name: parameter, shape } = parameters.find(({ name, shape }) => name.startsWith(`${path}.`) && shape.length > 1);
    const { values } = this.#values[parameter];
    const index = values.reduce((best, value, at) => (Math.abs(value) > Math.abs(values[best]) ? at : best), 0);
    this.knob = { parameter, index, shape, value: values[index] };
    return this.knob;
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
