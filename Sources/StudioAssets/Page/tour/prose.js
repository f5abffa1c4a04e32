// Paragraphs with numbers that live in them. In a text, `{sum}` is such a number (`{sum:6}` keeps room for
// six figures, so that lines stand still while it changes), `*word*` is stressed, `[words](act)` does something.

import { text } from "../texts/index.js";
import { element } from "../view/element.js";

// A number takes the marks after it along, so that no line begins with them.
const pattern = /\{\w+(?::\d+)?\}[.,;:)]*|\*[^*]+\*|\[[^\]]+\]\(\w+\)/g;

export class Prose {
  #places = new Map();

  /// `actions` are what the links in the text do, by name.
  constructor(key, actions = {}) {
    this.element = element("div", { class: "prose" });
    for (const paragraph of text(key).trim().split(/\n\s*\n/)) {
      this.element.append(element("p", {}, ...this.#parts(paragraph.replace(/\s+/g, " "), actions)));
    }
  }

  *#parts(words, actions) {
    let end = 0;
    for (const { 0: found, index } of words.matchAll(pattern)) {
      yield words.slice(end, index);
      end = index + found.length;
      if (found[0] === "*") yield element("em", {}, found.slice(1, -1));
      else if (found[0] === "[") yield this.#link(found, actions);
      else yield this.#number(found);
    }
    yield words.slice(end);
  }

  #link(found, actions) {
    const [, words, name] = found.match(/\[(.+)\]\((\w+)\)/);
    return element("button", { class: "plain link", "data-act": name, onclick: actions[name] }, words);
  }

  #number(found) {
    const [, name, width, marks] = found.match(/\{(\w+):?(\d*)\}(.*)/);
    const place = element("span", { class: "number live", "data-live": name }, "–");
    if (width) place.style.minWidth = `${width}ch`;
    this.#places.set(name, [...(this.#places.get(name) ?? []), place]);
    return marks ? element("span", { class: "together" }, place, marks) : place;
  }

  /// Puts numbers in their places.
  say(values) {
    for (const [name, value] of Object.entries(values)) {
      for (const place of this.#places.get(name) ?? []) {
        if (place.textContent !== value) place.textContent = value;
      }
    }
  }
}
