// Every word on the page comes from here. A translation is a folder beside `en` with the same files.

import english from "./en/index.js";

const texts = english;

/// The text of a key such as `input.clear`, its `{places}` filled in.
export function text(key, values = {}) {
  const found = key.split(".").reduce((part, name) => part?.[name], texts);
  if (typeof found !== "string") throw new Error(`there is no text "${key}"`);
  return found.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? `{${name}}`);
}
