// What a person does with files of their own, in the page's own words; views call these, and watch the store.

import { EngineError, json } from "../engine.js";
import { Store } from "../store.js";
import { text } from "../../texts/index.js";

/// How many examples are shown at once.
export const pageSize = 24;

export class Files {
  store = new Store({
    // Of the engine: what was found, how it learns, the examples that are shown, the last answer.
    status: null, examples: [], from: 0, answer: null,
    // Of the page.
    isAsking: false, asked: null, problem: null,
  });

  // Of which files and question the examples are that are shown.
  #shown = null;

  get state() { return this.store.state; }

  /// Begins, and goes on to look as long as something happens.
  async start() {
    await this.#look();
    for (;;) {
      const isBusy = ["reading", "learning"].includes(this.state.status?.phase);
      await new Promise((done) => setTimeout(done, isBusy ? 250 : 1500));
      if (document.visibilityState === "visible" && (isBusy || !this.state.status)) await this.#look();
    }
  }

  async #look() {
    await this.#guard(async () => {
      const status = await json("GET", "api/files");
      this.store.set({ status });
      // Other examples have come: those of another question, or the first ones.
      const key = JSON.stringify([status.question, status.exampleCount]);
      if (key === this.#shown) return;
      this.#shown = key;
      if (status.exampleCount > 0) await this.show(0); else this.store.set({ examples: [], from: 0 });
    });
  }

  /// Shows examples from one on.
  async show(from) {
    await this.#guard(async () => {
      const { examples } = await json("GET", `api/files/examples?from=${from}&count=${pageSize}`);
      this.store.set({ examples, from });
    });
  }

  /// Asks something else of the files.
  async question(question) {
    this.store.set({ answer: null });
    await this.#guard(async () => this.store.set({ status: await json("POST", "api/files/question", question) }));
    await this.#look();
  }

  async learn() { this.store.set({ answer: null }); await this.#act("learn"); }
  async stop() { await this.#act("stop"); }
  async #act(name) { await this.#guard(async () => this.store.set({ status: await json("POST", `api/files/${name}`, {}) })); }

  /// Asks the model about a file that was chosen or dropped.
  async askFile(file) {
    const url = await new Promise((done, fail) => {
      const reader = new FileReader();
      reader.onload = () => done(reader.result);
      reader.onerror = () => fail(reader.error);
      reader.readAsDataURL(file);
    });
    await this.#ask({ name: file.name, bytes: url.slice(url.indexOf(",") + 1) }, file.name);
  }

  /// Asks the model about a text.
  async askText(words) { await this.#ask({ text: words }, words); }

  /// Lets the model write on.
  async askWriting(words, write) { await this.#ask({ text: words, write }, text("files.asking.atext")); }

  /// Asks the model about a row.
  async askRow(cells) { await this.#ask({ cells }, text("files.row.name")); }

  /// Asks the model about one of the examples.
  async askExample(example, name = text("files.asking.end")) { await this.#ask({ example }, name); }

  /// Lets the model make up a tune.
  async askTune(tune) { await this.#ask({ tune }, text("files.asking.atune")); }

  async #ask(question, asked) {
    this.store.set({ isAsking: true, asked });
    await this.#guard(async () => this.store.set({ answer: await json("POST", "api/files/ask", question) }));
    this.store.set({ isAsking: false });
  }

  async #guard(work) {
    try {
      await work();
      if (this.state.problem?.isSilence) this.store.set({ problem: null });
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      this.store.set({ problem: error.message });
    }
  }
}
