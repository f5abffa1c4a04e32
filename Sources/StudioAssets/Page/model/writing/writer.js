// What a person does while a language model writes, in the page's own words; views call these, and watch the store.

import * as engine from "./engine.js";
import * as address from "./address.js";
import { EngineError } from "../engine.js";
import { Inquiry } from "../inquiry.js";
import { Store } from "../store.js";
import { text } from "../../texts/index.js";

/// Tokens a second; 0 is as fast as it goes.
export const paces = [1, 4, 15, 0];

/// Tells choices apart: the text before, how tokens are chosen, and which one came.
export const choiceKey = (before, sampling, drawn) => JSON.stringify([before, sampling, drawn]);

export class Writer {
  store = new Store({
    // In the address.
    prompt: "", seed: 1, temperature: 0.8, topK: null, topP: null, place: null, layer: 0, head: "mean",
    // The text: its tokens, how many were given, and whether it has come to an end.
    pieces: [], given: 0, hasEnded: false,
    // Of the engine: the model; what might stand at the place that is looked at, where attention looked, what gates did.
    model: null, choice: null, attention: null, gates: null,
    // Of the page.
    pace: 4, isRunning: false, hovered: null, problem: null, promptProblem: null,
  });

  // Texts that have been begun: what comes for one before is dropped.
  #version = 0;
  #prompts = new Inquiry();

  get state() { return this.store.state; }

  /// Begins: what the address says, else an empty text.
  async start() {
    await this.#guard(async () => {
      const { written, ...wanted } = address.read(location.hash);
      const model = await engine.description();
      this.store.set({ model, ...wanted });
      try {
        if (written) return this.#take(await engine.words(written), wanted);
      } catch (error) {
        if (!(error.status >= 400)) throw error;
        this.store.set({ problem: text("writing.unreadable", { why: error.message }) });
      }
      await this.#begin(wanted);
    });
    this.store.watch(address.shared, () => this.#writeAddress());
    addEventListener("hashchange", () => { if (location.hash.slice(1) !== this.#written) location.reload(); });
  }

  /// The place that is looked at: a token that is there, or the end, where the next one comes. Where nothing was
  /// chosen, it is the token that was written last.
  get place() {
    const { place, pieces, given } = this.state;
    if (place !== null) return Math.min(place, pieces.length);
    return pieces.length > given ? pieces.length - 1 : pieces.length;
  }

  /// The same, or the place under the pointer.
  get lookedAt() { return Math.min(this.state.hovered ?? this.place, this.state.pieces.length); }

  /// The text before a place, in the engine's words.
  before(place) {
    const { pieces, given } = this.state;
    return { tokens: pieces.slice(0, place).map(({ token }) => token), given };
  }

  get sampling() {
    const { temperature, topK, topP } = this.state;
    return { temperature, topK, topP };
  }

  // Writing.

  /// Writes until paused, or until the text ends.
  async run() {
    if (this.state.isRunning) return;
    this.store.set({ isRunning: true, place: null });
    while (this.state.isRunning) {
      const begun = performance.now();
      if (!await this.#write()) break;
      const pace = this.state.pace ? 1000 / this.state.pace : 0;
      const rest = begun + pace - performance.now();
      // A browser draws between two tokens in any case.
      await new Promise((done) => (rest > 4 ? setTimeout(done, rest) : requestAnimationFrame(done)));
    }
    this.store.set({ isRunning: false });
  }

  pause() { this.store.set({ isRunning: false }); }

  async step() {
    this.pause();
    this.store.set({ place: null });
    await this.#write();
  }

  /// Takes back all that was written.
  async restart() {
    this.pause();
    this.#version++;
    await this.#guard(() => this.#begin());
  }

  /// Lets another token stand at the place that is looked at, and writes on from there if it was writing.
  async branch(token) {
    const { isRunning } = this.state;
    const place = this.place;
    this.pause();
    this.#version++;
    const { given, prompt } = this.state;
    const pieces = this.state.pieces.slice(0, place);
    this.store.set({
      pieces, hasEnded: false, place: null, given: Math.min(given, place),
      prompt: place < given ? pieces.map(({ text }) => text).join("") : prompt,
    });
    if (await this.#write(token) && isRunning) this.run();
  }

  async #write(token = null) {
    const version = this.#version;
    const { pieces } = this.state;
    let goesOn = false;
    await this.#guard(async () => {
      if (this.state.hasEnded && token === null) return;
      const { sampling } = this;
      const before = this.before(pieces.length);
      const said = await engine.write(before, sampling, this.state.seed, token);
      if (version !== this.#version || pieces !== this.state.pieces) return;
      this.store.set({ pieces: [...pieces, said.piece], hasEnded: said.hasEnded, choice: { ...said.choice, key: choiceKey(before, sampling, said.piece.token) } });
      goesOn = !said.hasEnded;
    });
    return goesOn;
  }

  /// The text begins with these words.
  begin(prompt) {
    this.pause();
    this.#version++;
    this.store.set({ prompt });
    this.#prompts.ask(() => this.#guard(() => this.#begin()));
  }

  async #begin(also = {}) {
    const version = this.#version;
    const { prompt } = this.state;
    try {
      const said = await engine.beginning(prompt);
      if (version === this.#version) this.#take(said, also);
    } catch (error) {
      // What cannot be read is told beside it.
      if (error.status !== 400) throw error;
      if (version === this.#version) this.store.set({ promptProblem: error.message });
    }
  }

  #take({ pieces, given, hasEnded }, { place = null } = {}) {
    this.store.set({ pieces, given, hasEnded, place, hovered: null, promptProblem: null });
  }

  // Settings.

  /// Temperature, top-k, top-p: they act on what is looked at, and on what is written from here on.
  set(settings) { this.store.set(settings); }

  /// Another seed writes another text, from the beginning.
  async reseed(seed) {
    this.store.set({ seed });
    await this.restart();
  }

  /// Looks at a place; null follows the writing.
  select(place) { this.store.set({ place }); }

  hover(place) { this.store.set({ hovered: place }); }

  async #guard(act) {
    try {
      await act();
    } catch (error) {
      if (!(error instanceof EngineError)) console.error(error);
      this.store.set({ problem: error.message, isRunning: false });
    }
  }

  #addressTimer = null;
  #written = null;
  #writeAddress() {
    clearTimeout(this.#addressTimer);
    // Browsers complain about many changes a second.
    this.#addressTimer = setTimeout(() => this.writeAddress(), this.state.isRunning ? 2000 : 300);
  }

  /// Writes what is seen at this moment into the address, and hands back the whole of it.
  writeAddress() {
    clearTimeout(this.#addressTimer);
    this.#written = address.write(this.state);
    history.replaceState(null, "", `#${this.#written}`);
    return location.href;
  }
}
