// What a scene has to play with: the page, what it borrows of it, and a way to end tidily.

import { Borrowed } from "./borrowed.js";

export class Stage {
  #endings = [];
  isOver = false;

  constructor(studio) {
    this.studio = studio;
    this.borrowed = new Borrowed(studio);
  }

  get state() { return this.studio.state; }

  /// Like the store's `watch`, until the scene ends.
  watch(names, react) { this.atEnd(this.studio.store.watch(names, react)); }

  /// Asks the engine, unless the scene is over; a refusal is said at the top of the page.
  async ask(question) {
    try {
      if (!this.isOver) await question();
    } catch (error) {
      if (!this.isOver && error.code !== "blank" && error.code !== "unknown-session") {
        this.studio.store.set({ problem: error.message });
      }
    }
  }

  atEnd(ending) { this.#endings.push(ending); }

  /// Nothing of the scene works any longer.
  end() {
    if (this.isOver) return;
    this.isOver = true;
    for (const ending of this.#endings.reverse()) ending();
  }

  /// The page is as it was before the scene.
  async putBack() {
    this.end();
    await this.borrowed.giveBack();
  }
}
