// The state of the page, in one place: views read it, watch parts of it, and never change it
// themselves. Several changes in one turn of the event loop reach a watcher once.

export class Store {
  #state;
  #watchers = new Set();
  #changed = new Set();

  constructor(state) { this.#state = { ...state }; }

  /// The whole state; to be read only.
  get state() { return this.#state; }

  /// Takes over some parts and tells those who watch them.
  set(parts) {
    for (const [name, value] of Object.entries(parts)) {
      if (Object.is(this.#state[name], value)) continue;
      this.#state[name] = value;
      if (this.#changed.size === 0) queueMicrotask(() => this.#tell());
      this.#changed.add(name);
    }
  }

  /// Calls `react(state, changed)` whenever one of the named parts has changed, and once at first.
  /// Returns what ends the watching.
  watch(names, react) {
    const watcher = { names: new Set(names), react };
    this.#watchers.add(watcher);
    react(this.#state, watcher.names);
    return () => this.#watchers.delete(watcher);
  }

  #tell() {
    const changed = this.#changed;
    this.#changed = new Set();
    for (const { names, react } of [...this.#watchers]) {
      if ([...changed].some((name) => names.has(name))) react(this.#state, changed);
    }
  }
}
