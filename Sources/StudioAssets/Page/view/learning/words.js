// Words of this part.

import { text } from "../../texts/index.js";

/// A name of the engine in plain words where there are some: `named("dataNames", "digits")`.
export function named(group, name) {
  try {
    return text(`learning.${group}.${name}`);
  } catch {
    return name;
  }
}

/// The nodes of a text whose `{places}` are nodes.
export function nodes(key, places) {
  return text(key).split(/(\{\w+\})/).flatMap((part) => places[part.slice(1, -1)] ?? (part ? [part] : []));
}

/// One or many: `counted("learning.mistakes.of", 3)` reads the keys `ofOne` and `ofMany`.
export const counted = (key, number, values) => text(`${key}${number === 1 ? "One" : "Many"}`, values);

/// Settings as words, for tables.
export function settingWords(name, value) {
  if (["hidden", "filters"].includes(name)) return value.length ? value.join(" · ") : text("learning.noHidden");
  if (typeof value === "number") return `${value}`;
  return named(`${name}Names`, value);
}
