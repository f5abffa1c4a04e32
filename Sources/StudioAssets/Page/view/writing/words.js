// Tokens in words.

import { text } from "../../texts/index.js";

const spoken = { "␣": "space", "\\n": "lineEnd", "\\t": "tab" };

/// A token's name as it is read aloud: signs that nobody can pronounce by their names.
export const spokenName = (name) => (Object.hasOwn(spoken, name) ? text(`writing.${spoken[name]}`) : name);

/// A token's name in a sentence.
export const quoted = (name) => text("writing.token", { name });
