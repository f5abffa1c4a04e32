// How the engine is asked without being asked too much.

/// Asks again and again, one question at a time: while one is under way, only the newest wish is kept.
export class Inquiry {
  #busy = false;
  #wish = null;
  #last = 0;

  constructor(pause = 0) { this.pause = pause; }

  ask(question) {
    this.#wish = question;
    if (!this.#busy) this.#work();
  }

  async #work() {
    this.#busy = true;
    try {
      while (this.#wish) {
        const wait = this.#last + this.pause - performance.now();
        if (wait > 0) await new Promise((done) => setTimeout(done, wait));
        const question = this.#wish;
        this.#wish = null;
        this.#last = performance.now();
        await question();
      }
    } finally {
      this.#busy = false;
    }
  }
}
