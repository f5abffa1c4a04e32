// A second run beside the studio's: its own session, learning at the same time from the same data.

import { EngineError, Session } from "./engine.js";
import { Store } from "./store.js";
import { presentRecipe } from "./recipe.js";
import { addressPause, news } from "./studio.js";
import { forEngine, isBlank } from "./inputs.js";

/// "B". The studio's state holds its settings and how its weights came about, as `rival`; the rest is here.
export class Rival {
  store = new Store({ settings: null, recipe: [], session: null, status: null, score: null, curve: [] });

  #studio;
  #session = null;
  // What this wrote into the studio's state last: anything else there came from the address.
  #written = null;
  #writtenAt = -Infinity;
  #openings = 0;

  constructor(studio) {
    this.#studio = studio;
    studio.store.watch(["rival", "session"], ({ rival, session, settings }) => {
      if (!session || rival === null) return this.#end();
      if (rival !== this.#written) this.open(rival.settings, rival.recipe);
      // Runs on different data cannot be compared: it starts again as a copy.
      else if (rival.settings.data !== settings.data) this.begin();
    });
  }

  get state() { return this.store.state; }
  get session() { return this.#session; }
  get isOpen() { return this.#session !== null; }

  /// Starts as a copy of the network above, from where that is now.
  async begin() {
    if (this.#studio.state.status?.running) await this.#studio.pause();
    const { settings, recipe } = this.#studio.state;
    await this.open({ ...settings }, recipe);
  }

  async open(settings, recipe = []) {
    const opening = ++this.#openings;
    this.#write({ settings, recipe });
    await this.#guard(async () => {
      const session = await Session.open(settings, recipe);
      if (opening !== this.#openings) return session.close();
      this.#session?.close();
      this.#take(session);
    });
    if (!this.#session && opening === this.#openings) this.end();
  }

  /// Ends the second run.
  end() { this.#studio.store.set({ rival: null }); }

  /// The second run becomes the network above, and that one the second run.
  async exchange() {
    await this.#guard(async () => {
      const other = await this.#studio.adopt(this.#session);
      this.#session = null;
      await other.renew();
      this.#take(other);
    });
  }

  run(steps = null, stepsPerSecond = null) {
    return this.#change((session) => session.train("run", { steps, stepsPerSecond }));
  }
  pause() { return this.#change((session) => session.train("pause")); }
  step() { return this.#change((session) => session.train("step")); }
  restart() { return this.#change((session) => session.train("restart")); }
  learnExample() {
    const { label, state } = this.#studio;
    if (label === null || isBlank(state.input)) return Promise.resolve();
    return this.#change((session) => session.train("example", { input: forEngine(state.input), label }));
  }
  learning(changes) {
    const { optimizer, learningRate, batchSize } = this.state.settings;
    return this.#change((session) => session.learning({ optimizer, learningRate, batchSize, ...changes }));
  }
  /// Another network on the same data: fresh weights.
  reshape(changes) { return this.open({ ...this.state.settings, start: "fresh", ...changes }); }

  #end() {
    this.#openings++;
    this.#written = null;
    this.#session?.close();
    this.#session = null;
    this.store.set({ session: null, settings: null, recipe: [], status: null, score: null, curve: [] });
  }

  #take(session) {
    this.#session = session;
    const { settings, recipe, status, score } = session.description;
    this.store.set({ session: session.description, settings, recipe, status, score, curve: [] });
    this.#write({ settings, recipe });
    session.listen({
      status: (status) => this.#heard(session, { status }),
      curve: ({ reset, points }) => this.#heard(session, { curve: reset ? points : [...this.state.curve, ...points] }),
      away: () => this.#heard(session, { status: { ...this.state.status, running: false, stepsPerSecond: 0 } }, true),
      lost: () => { if (session === this.#session) this.open(this.state.settings, presentRecipe(this.state)); },
    });
  }

  #heard(session, parts, isSilent = false) {
    if (session !== this.#session) return;
    const wasRunning = this.state.status?.running;
    this.store.set(parts);
    if (parts.status?.problem) this.#studio.store.set({ problem: `B: ${parts.status.problem}` });
    if (parts.status?.running && performance.now() - this.#writtenAt > addressPause) {
      this.#write({ settings: this.state.settings, recipe: presentRecipe(this.state) });
    }
    if (wasRunning && !isSilent && parts.status && !parts.status.running) this.#catchUp(session);
  }

  async #catchUp(session) {
    await this.#guard(async () => {
      await session.renew();
      const { recipe, score, status } = session.description;
      if (session !== this.#session || status.version !== this.state.status.version) return;
      this.store.set({ recipe, score });
      this.#write({ settings: this.state.settings, recipe });
    });
  }

  async #change(act) {
    await this.#guard(async () => {
      const session = this.#session;
      if (!session) return;
      const said = await act(session);
      if (session !== this.#session) return;
      const parts = news(said, this.state.status);
      this.store.set(parts);
      if (!parts.status && !this.state.status.running) this.#catchUp(session);
      this.#write({ settings: this.state.settings, recipe: this.state.recipe });
    });
  }

  #write(rival) {
    this.#writtenAt = performance.now();
    this.#written = rival;
    this.#studio.store.set({ rival });
  }

  async #guard(act) {
    try {
      await act();
    } catch (error) {
      if (!(error instanceof EngineError)) console.error(error);
      // What was asked for cannot be: the address says again what there is.
      if (this.#session) this.#write({ settings: this.state.settings, recipe: this.state.recipe });
      this.#studio.store.set({ problem: `B: ${error.message}` });
    }
  }
}
