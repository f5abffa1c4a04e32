// The language model as seen from here: every number on the page comes from it. Each question names the whole text,
// so that the engine keeps nothing of this page.

import { floats, json } from "../engine.js";

const ask = (name, body) => json("POST", `api/language/${name}`, body);

export const description = () => json("GET", "api/language");
/// The tokens that a text begins with.
export const beginning = (prompt) => ask("read", { prompt });
/// The words of tokens that are known.
export const words = (text) => ask("read", { text });
/// What might come after a text, and how likely what came was.
export const choice = (text, sampling, drawn) => ask("choice", { text, sampling, drawn });
/// One more token: drawn, or the one given.
export const write = (text, sampling, seed, token = null) => ask("write", { text, sampling, seed, token });
/// Where attention looked to say what comes after a text.
export const attention = (text) => ask("attention", { text });
/// What the gates of a layer did on the last steps of a text.
export async function gates(text, layer, steps) {
  const answer = await ask("gates", { text, layer, steps });
  return { ...answer, maps: answer.maps.map(({ name, values }) => ({ name, values: floats(values) })) };
}
