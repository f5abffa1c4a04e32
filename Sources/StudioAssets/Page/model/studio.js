// What a person does on the page, in the page's own words; views call these, and watch the store.

import * as engine from "./engine.js";
import { Store } from "./store.js";
import { Inquiry } from "./inquiry.js";
import * as address from "./address.js";
import { forEngine, isBlank } from "./inputs.js";
import { presentRecipe } from "./recipe.js";
import { text } from "../texts/index.js";

/// While it learns, the address follows at most so often, in milliseconds.
export const addressPause = 2000;

/// What is read at first: of the generated digits, a clear 7.
const firstDigit = { kind: "example", part: "test", index: 18 };

/// What an answer of the engine changes in the state. Events may have told of later weights already: then only what
/// they do not tell is news, and what a run that has ended came to is asked for at its end.
export function news(said, status) {
  const isLate = said.status && said.status.version < status.version;
  const names = !isLate ? ["status", "score", "recipe", "recipeIsWhole", "settings"]
    : status.running ? ["recipe", "recipeIsWhole", "settings"] : ["settings"];
  return Object.fromEntries(names.filter((name) => (said[name] ?? null) !== null).map((name) => [name, said[name]]));
}

export class Studio {
  store = new Store({
    // In the address.
    settings: null, recipe: [], input: null, label: null, selected: null, scene: null, direction: "forward", rival: null,
    // Of the engine.
    catalogue: null, session: null, status: null, score: null, curve: [], weights: null, answer: null, undoCount: 0,
    recipeIsWhole: true,
    // Of the page.
    problem: null, inputProblem: null, isOpening: true, isAway: false,
  });

  #session = null;
  #openings = 0;
  #lost = null;
  #answers = new Inquiry();
  // Many weights take long to send; what is drawn need not be newer than this.
  #weights = new Inquiry(60);

  get state() { return this.store.state; }
  /// The session, to ask what is not in the state; null while none is open.
  get session() { return this.#session; }

  /// Begins: what the address says, else the default network reading a digit.
  async start() {
    await this.#guard(async () => {
      const catalogue = await engine.catalogue();
      const preset = catalogue.defaults[catalogue.data[0].name];
      const whole = (run) => run && { ...run, settings: { ...(catalogue.defaults[run.settings.data] ?? preset), ...run.settings } };
      const { run, rival = null, ...wanted } = address.read(location.hash);
      this.store.set({ catalogue, ...wanted, input: wanted.input ?? firstDigit, rival: whole(rival) });
      if (!run) return this.#open(preset);
      const { settings, recipe } = whole(run);
      try {
        await this.#open(settings, recipe);
      } catch (error) {
        if (!(error.status >= 400)) throw error;
        this.store.set({ rival: null });
        await this.#open(preset);
        this.store.set({ problem: text("general.unreadable", { why: error.message.replace(/[.!]$/, "") }) });
      }
    });
    this.store.watch([...address.shared], () => this.#writeAddress());
    addEventListener("hashchange", () => {
      if (location.hash.slice(1) !== this.#written) location.reload();
    });
  }

  /// Makes another network, and forgets the present one.
  async open(settings, recipe = []) {
    await this.#guard(() => this.#open(settings, recipe));
  }

  async #open(settings, recipe = []) {
    const opening = ++this.#openings;
    const isLast = () => opening === this.#openings;
    this.store.set({ isOpening: true });
    let session;
    try {
      session = await engine.Session.open(settings, recipe);
    } catch (error) {
      // Nobody waits any more for what was wished before.
      if (isLast()) throw error;
      return;
    } finally {
      if (isLast()) this.store.set({ isOpening: false });
    }
    // The last wish counts, not the last answer.
    if (!isLast()) return session.close();
    this.#session?.close();
    this.#take(session);
  }

  /// Goes on with a session that is open already; hands back the one before, which stays open.
  async adopt(session) {
    await session.renew();
    this.#openings++;
    this.store.set({ isOpening: false });
    const before = this.#session;
    this.#take(session);
    return before;
  }

  #take(session) {
    this.#session = session;
    const description = session.description;
    const wasPoints = this.state.session?.kind;
    this.store.set({
      session: description, settings: description.settings, recipe: description.recipe, status: description.status,
      score: description.score, curve: [], weights: null, answer: null, undoCount: description.undo ?? 0, problem: null,
      recipeIsWhole: description.recipeIsWhole ?? true, isAway: false,
    });
    if (wasPoints && wasPoints !== description.kind || !this.#fits(this.state.input, description)) {
      this.store.set({ input: this.#firstInput(description), label: null });
    }
    const { selected, label } = this.state;
    const layer = selected && description.layers[selected.layer - 1];
    if (selected && !(layer && selected.neuron < layer.units)) this.store.set({ selected: null });
    else if (selected && !((selected.term ?? 0) < layer.inputs)) this.store.set({ selected: { ...selected, term: null } });
    if (label !== null && !(label < description.classes.length)) this.store.set({ label: null });
    session.listen({
      status: (status) => this.#heard(session, { status }),
      curve: ({ reset, points }) => this.#heard(session, {
        curve: reset ? points : [...this.state.curve, ...points],
      }),
      away: () => this.#away(session),
      lost: () => this.#reopen(session),
    });
    this.refresh();
  }

  /// Nothing learns, as far as one can tell, while nothing is heard.
  #away(session) {
    if (session !== this.#session) return;
    this.store.set({ isAway: true, problem: engine.silence, status: { ...this.state.status, running: false, stepsPerSecond: 0 } });
  }

  /// Makes a network that the engine has forgotten once more, and only once.
  async #reopen(session) {
    if (session !== this.#session || session === this.#lost) return;
    this.#lost = session;
    await this.open(this.state.settings, this.presentRecipe);
    this.#lost = null;
  }

  /// Whether the network can read an input.
  #fits(input, { kind, settings }) {
    if (!input) return false;
    if (input.kind !== "example") return (input.kind === "point") === (kind === "points");
    const { counts } = this.state.catalogue.data.find(({ name }) => name === settings.data);
    return input.index < (counts[input.part] ?? 0);
  }

  #firstInput(description) {
    if (description.kind === "points") return { kind: "point", x: 0.4, y: 0.3 };
    return this.#fits(firstDigit, description) ? firstDigit : { ...firstDigit, index: 0 };
  }

  #heard(session, parts) {
    if (session !== this.#session) return;
    const before = this.state.status;
    this.store.set(parts);
    if (!parts.status) return;
    if (this.state.isAway) this.store.set({ isAway: false, problem: this.state.problem === engine.silence ? null : this.state.problem });
    if (parts.status.version !== before?.version) this.refresh();
    if (parts.status.running && performance.now() - this.#writtenAt > addressPause) this.writeAddress();
    if (parts.status.problem) this.store.set({ problem: parts.status.problem });
    if (before?.running && !parts.status.running) this.#catchUp(session);
  }

  /// How the weights came about is told when learning ends, also when it ends by itself.
  async #catchUp(session) {
    await this.#guard(async () => {
      await session.renew();
      const { recipe, recipeIsWhole = true, score, status, undo = 0 } = session.description;
      if (session !== this.#session || status.version !== this.state.status.version) return;
      this.store.set({ recipe, recipeIsWhole, score, undoCount: undo });
    });
  }

  /// Asks for the answer and the weights again.
  refresh() {
    this.#answers.ask(() => this.#guard(() => this.#askAnswer()));
    this.#weights.ask(() => this.#guard(async () => {
      const session = this.#session;
      const weights = await session.weights();
      if (session === this.#session) this.store.set({ weights });
    }));
  }

  async #askAnswer() {
    const { input } = this.state;
    const session = this.#session;
    if (!session || !input) return;
    if (isBlank(input)) { this.store.set({ answer: null, inputProblem: null }); return; }
    try {
      const answer = await session.answer(forEngine(input));
      // An answer to a moment ago is shown too: while a line is drawn, each is a little late.
      if (session === this.#session) this.store.set({ answer, inputProblem: null, isAway: false });
    } catch (error) {
      if (session !== this.#session) return;
      this.store.set({ answer: null, isAway: error.code === "silent" });
      this.#sayOfInput(error);
    }
  }

  /// What cannot be read is told beside the input, so that the page does not move under the pen.
  #sayOfInput(error, isPicture = this.state.input?.kind === "pixels") {
    if (error.status !== 400 && error.status !== 422) throw error;
    // An empty pad is no mistake; a picture in which nothing is found is one.
    this.store.set({ inputProblem: error.code !== "blank" ? error.message : isPicture ? text("input.files.blank") : null });
  }

  /// The network reads something else.
  read(input, label = null) {
    this.store.set({ input, label });
    this.#answers.ask(() => this.#guard(() => this.#askAnswer()));
  }

  /// The network reads a picture file, given in base64. A file that is no picture changes nothing.
  readPicture(file) {
    return this.#guard(async () => {
      try {
        const { pixels, preparation } = await this.#session.answer({ kind: "picture", file });
        // The file is too large for an address; its pixels are not.
        this.read({ kind: "pixels", pixels, preparation });
      } catch (error) {
        this.#sayOfInput(error, true);
      }
    });
  }

  /// Says beside the input why it cannot be read.
  refuseInput(message) { this.store.set({ inputProblem: message }); }

  /// The label that the input should get: the one known, or the one that the person gave.
  get label() { return this.state.label ?? this.state.answer?.label ?? null; }
  setLabel(label) { this.store.set({ label }); }

  /// The input in the engine's words.
  get engineInput() { return forEngine(this.state.input); }

  /// A neuron, or one of its terms, is looked at; null for none.
  select(layer, neuron, term = null) {
    this.store.set({ selected: layer === null ? null : { layer, neuron, term } });
  }

  /// "forward" or "backward": which way numbers flow in what is shown.
  look(direction) { this.store.set({ direction }); }

  // Knobs.

  #turns = new Inquiry();

  turn(parameter, index, value) {
    this.#turns.ask(() => this.#change((session) => session.turn(parameter, index, value)));
  }
  undo() { return this.#change((session) => session.undo()); }
  restore() { return this.#change((session) => session.restore()); }

  // Learning.

  /// Learns until paused, or so many steps; where `stepsPerSecond` is given, slowly enough to be watched.
  run(steps = null, stepsPerSecond = null) {
    return this.#change((session) => session.train("run", { steps, stepsPerSecond }));
  }
  pause() { return this.#change((session) => session.train("pause")); }
  step() { return this.#change((session) => session.train("step")); }
  restart() { return this.#change((session) => session.train("restart")); }
  learnExample() {
    const label = this.label;
    if (label === null || isBlank(this.state.input)) return Promise.resolve();
    return this.#change((session) => session.train("example", { input: this.engineInput, label }));
  }
  learning(changes) {
    const { optimizer, learningRate, batchSize } = this.state.settings;
    return this.#change((session) => session.learning({ optimizer, learningRate, batchSize, ...changes }));
  }

  /// Other data or another network: fresh weights.
  reshape(changes) {
    const { settings, catalogue } = this.state;
    const base = changes.data && changes.data !== settings.data ? catalogue.defaults[changes.data] : settings;
    const start = changes.data ? base.start : "fresh";
    return this.open({ ...base, start, ...changes });
  }

  async #change(act) {
    await this.#guard(async () => {
      const session = this.#session;
      const said = await act(session);
      if (session !== this.#session) return;
      const parts = news(said, this.state.status);
      if (said.undo !== undefined) parts.undoCount = said.undo;
      const isLate = Boolean(said.status && !parts.status);
      this.store.set({ ...parts, problem: isLate ? this.state.status.problem : null });
      if (isLate && !this.state.status.running) this.#catchUp(session);
      this.refresh();
    });
  }

  async #guard(act) {
    const session = this.#session;
    try {
      await act();
    } catch (error) {
      if (error.code === "unknown-session") await this.#reopen(session);
      else this.#say(error);
    }
  }

  #say(error) {
    if (!(error instanceof engine.EngineError)) console.error(error);
    this.store.set({ problem: error.code === "blank" ? null : error.message });
  }

  /// How the weights of this moment came about, also while they change.
  get presentRecipe() { return presentRecipe(this.state); }

  #addressTimer = null;
  #written = null;
  #writtenAt = -Infinity;
  #writeAddress() {
    clearTimeout(this.#addressTimer);
    // Browsers complain about many changes a second.
    this.#addressTimer = setTimeout(() => this.writeAddress(), 300);
  }

  /// Writes what is seen at this moment into the address, and hands back the whole of it.
  writeAddress() {
    clearTimeout(this.#addressTimer);
    this.#writtenAt = performance.now();
    this.#written = address.write({ ...this.state, recipe: this.presentRecipe });
    history.replaceState(null, "", `#${this.#written}`);
    return location.href;
  }
}
