// The state in the address, so that what is seen can be shared and seen again: how the text begins, chance, how
// daring it is, the tokens that were written, and what is looked at.

/// Longer texts do not fit into an address; from its seed and the rest it is written again.
const mostTokens = 1500;

const names = {
  prompt: "p", seed: "n", temperature: "t", topK: "k", topP: "m", place: "c", layer: "b", head: "h",
};

/// The parts of the state that an address holds.
export const shared = [...Object.keys(names), "pieces"];

/// The address's part after `#`.
export function write(state) {
  const words = new URLSearchParams();
  for (const [name, letter] of Object.entries(names)) {
    const value = state[name];
    if (value !== null && value !== "") words.set(letter, `${value}`);
  }
  const { pieces, given } = state;
  if (pieces.length > given && pieces.length <= mostTokens) {
    words.set("w", [given, ...pieces.map(({ token }) => token)].map((number) => number.toString(36)).join("."));
  }
  return words.toString();
}

/// A number within a range; anything else is an error.
function within(text, low, high) {
  const number = Number(text);
  if (text === "" || !(number >= low && number <= high)) throw new RangeError(`"${text}" is not from ${low} to ${high}`);
  return number;
}

function whole(text, low, high) {
  const number = within(text, low, high);
  if (!Number.isInteger(number)) throw new RangeError(`"${text}" is no whole number`);
  return number;
}

const readers = {
  prompt: (text) => text,
  seed: (text) => whole(text, 0, 2 ** 53),
  temperature: (text) => within(text, 0, 100),
  topK: (text) => whole(text, 1, 1e9),
  topP: (text) => within(text, 1e-9, 1),
  place: (text) => whole(text, 1, 1e9),
  layer: (text) => whole(text, 0, 1e6),
  head: (text) => (text === "mean" ? text : whole(text, 0, 1e6)),
};

/// What an address says; parts that it does not name, or that make no sense, are missing. `written` is the text, if it
/// holds one: `{given, tokens}`.
export function read(hash) {
  const words = new URLSearchParams(hash.replace(/^#/, ""));
  const state = {};
  for (const [name, letter] of Object.entries(names)) {
    if (!words.has(letter)) continue;
    // A part that cannot be read takes no other with it.
    try { state[name] = readers[name](words.get(letter)); } catch { continue; }
  }
  const numbers = (words.get("w") ?? "").split(".").map((digits) => parseInt(digits, 36));
  if (numbers.length > 1 && numbers.every((number) => number >= 0 && number < 2 ** 31)) {
    state.written = { given: numbers[0], tokens: numbers.slice(1) };
  }
  return state;
}
