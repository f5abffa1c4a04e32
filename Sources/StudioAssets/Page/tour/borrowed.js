// What the tour changes on the page, to be put back: but nothing that the person has changed since.

import { Session } from "../model/engine.js";

// The engine names the parts of its answers in any order.
const inOrder = (_, part) => (part?.constructor === Object ? Object.fromEntries(Object.entries(part).sort()) : part);
const same = (one, other) => JSON.stringify(one, inOrder) === JSON.stringify(other, inOrder);

/// Waits for the network that is being opened.
export function whenOpen(studio) {
  return new Promise((done) => {
    let isDone = false;
    let end = null;
    end = studio.store.watch(["session", "isOpening"], ({ session, isOpening }) => {
      if (!session || isOpening) return;
      isDone = true;
      end?.();
      done();
    });
    if (isDone) end();
  });
}

export class Borrowed {
  #studio;
  #session = null;
  #input = null;
  #direction = null;
  #selected = null;
  #turns = null;

  constructor(studio) { this.#studio = studio; }

  get hasSession() { return this.#session !== null; }

  /// A network for pictures that has learnt something: the page's own if it is one.
  async trainedPictures() {
    const { session, recipe, settings, catalogue } = this.#studio.state;
    // The scenes tell of neurons side by side.
    const isDense = settings.filters.length === 0;
    if (session.kind === "pictures" && isDense && (settings.start === "trained" || recipe.length || this.#session)) return;
    const data = catalogue.data.find(({ kind, trained }) => kind === "pictures" && trained);
    if (!data) return;
    const usual = catalogue.defaults[data.name];
    await this.#open(usual.filters.length ? { ...usual, start: "fresh", filters: [] } : { ...usual, start: "trained" }, false);
  }

  /// The same network with fresh random weights. One that `learns` has its training put back as well.
  async freshPictures(learns = false) {
    const { recipe, settings } = this.#studio.state;
    if (settings.start === "fresh" && recipe.length === 0 && !learns) return;
    await this.#open({ ...settings, start: "fresh", loss: "cross-entropy" }, learns);
  }

  /// Other random weights.
  reseed(seed) { return this.#open({ ...this.#studio.state.settings, start: "fresh", seed }, true); }

  async #open(settings, learns) {
    const studio = this.#studio;
    // Only a training that stands still can say how its weights came about.
    if (studio.state.status?.running) await studio.pause();
    const { settings: formerSettings, recipe, undoCount, input, label, session: { kind } } = studio.state;
    try {
      const session = await Session.open(settings);
      const former = await studio.adopt(session);
      // It is kept as it is, with all that could be undone, but not listened to.
      if (this.#session) former.close();
      else former.lend();
      const before = this.#session?.before ?? { session: former, settings: formerSettings, recipe, undoCount, input, label, kind };
      this.#session = { before, lent: studio.state.settings, learns };
    } catch (error) {
      studio.store.set({ problem: error.message });
    }
  }

  read(input, label = null) {
    const { state } = this.#studio;
    this.#input = { before: this.#input?.before ?? { input: state.input, label: state.label }, lent: input };
    this.#studio.read(input, label);
  }

  look(direction) {
    this.#direction ??= { before: this.#studio.state.direction };
    this.#direction.lent = direction;
    this.#studio.look(direction);
  }

  select(layer, neuron, term = null) {
    this.#selected ??= { before: this.#studio.state.selected };
    this.#studio.select(layer, neuron, term);
    this.#selected.lent = this.#studio.state.selected;
  }

  /// Turns a knob of the page's network; `former` is its value now.
  turn(parameter, index, value, former) {
    this.#turns ??= { before: this.#studio.state.recipe, knobs: new Map() };
    const knob = `${parameter} ${index}`;
    this.#turns.knobs.set(knob, { parameter, index, value, former: this.#turns.knobs.get(knob)?.former ?? former });
    this.#studio.turn(parameter, index, value);
  }

  async giveBack() {
    const studio = this.#studio;
    const { state } = studio;
    if (this.#turns) await this.#turnBack();
    if (this.#session) await this.#giveSessionBack();
    if (this.#input && state.input === this.#input.lent) studio.read(this.#input.before.input, this.#input.before.label);
    if (this.#direction && state.direction === this.#direction.lent) studio.look(this.#direction.before);
    if (this.#selected && state.selected === this.#selected.lent) {
      const { before } = this.#selected;
      studio.select(before?.layer ?? null, before?.neuron, before?.term);
    }
    this.#session = this.#input = this.#direction = this.#selected = this.#turns = null;
  }

  async #giveSessionBack() {
    const studio = this.#studio;
    const { state } = studio;
    const { before, lent, learns } = this.#session;
    if (learns && state.status?.running) await studio.pause();
    const isUntouched = state.recipe.every((entry) => learns && "steps" in entry);
    if (!same(state.settings, lent) || !isUntouched) return before.session.close();
    const { kind } = state.session;
    try {
      const mine = await studio.adopt(before.session);
      mine.close();
      studio.store.set({ undoCount: before.undoCount });
    } catch {
      // The engine has forgotten it; how it came about is known.
      await studio.open(before.settings, before.recipe);
    }
    // Pictures say nothing to a network of points, so both read what they read before.
    if (kind !== before.kind) studio.read(before.input, before.label);
  }

  async #turnBack() {
    const studio = this.#studio;
    const { before, knobs } = this.#turns;
    const { recipe } = studio.state;
    const isMine = ({ turn }) => turn && knobs.get(`${turn.parameter} ${turn.index}`)?.value === turn.value;
    if (recipe.length > before.length) {
      // Undone, so that not even the recipe remembers.
      const added = recipe.slice(before.length);
      if (same(recipe.slice(0, before.length), before) && added.every(isMine)) {
        for (let count = added.length; count > 0; count--) await studio.undo();
      }
    } else if (recipe.length && isMine(recipe.at(-1))) {
      // A knob that the person had turned just before: the recipe holds both turns as one.
      const { parameter, index, former } = knobs.get(`${recipe.at(-1).turn.parameter} ${recipe.at(-1).turn.index}`);
      studio.turn(parameter, index, former);
    }
  }
}
