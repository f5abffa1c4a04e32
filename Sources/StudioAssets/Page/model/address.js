// The state in the address, so that what is seen can be shared and seen again: data, network, settings,
// seed, how the weights came about, what is read and what is selected.

const safe = (base) => base.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
const unsafe = (text) => text.replaceAll("-", "+").replaceAll("_", "/").padEnd(4 * Math.ceil(text.length / 4), "=");

const pair = (number) => Math.max(0, Math.min(1295, Math.round(number))).toString(36).padStart(2, "0");

const inputs = {
  example: { write: ({ part, index }) => `${part}.${index}`, read: ([part, index]) => ({ part, index: whole(index) }) },
  noise: { write: ({ seed }) => `${seed}`, read: ([seed]) => ({ seed: whole(seed) }) },
  point: { write: ({ x, y }) => `${x}~${y}`, read: (words) => {
    const [x, y] = words.join(".").split("~").map(finite);
    return { x, y };
  } },
  pixels: { write: ({ pixels }) => safe(pixels), read: ([pixels]) => ({ pixels: unsafe(pixels ?? "") }) },
  drawing: {
    write: ({ strokes }) => strokes.map(({ width, points }) => pair(width) + points.map(pair).join("")).join("."),
    read: (words) => ({
      strokes: words.filter((word) => word.length >= 6).map((word) => {
        const numbers = word.match(/../g).map((digits) => finite(`${parseInt(digits, 36)}`));
        return { width: numbers[0], points: numbers.slice(1) };
      }),
    }),
  },
};

const writeInput = (input) => (inputs[input?.kind] ? `${input.kind}.${inputs[input.kind].write(input)}` : null);

/// A whole number from 0 on; anything else is an error.
function whole(text) {
  if (!/^\d{1,10}$/.test(text)) throw new RangeError(`"${text}" is no whole number`);
  return Number(text);
}

function finite(text) {
  if (!text || !Number.isFinite(Number(text))) throw new RangeError(`"${text}" is no number`);
  return Number(text);
}

function readInput(text) {
  const [kind, ...words] = text.split(".");
  if (!Object.hasOwn(inputs, kind)) throw new RangeError(`nothing that is read is called "${kind}"`);
  return { kind, ...inputs[kind].read(words) };
}

const steps = {
  s: { has: "steps", write: (n) => `${n}`, read: (text) => Number(text) },
  e: { has: "example", write: ({ input, label }) => `${label}!${writeInput(input)}`, read: (text) => {
    const at = text.indexOf("!");
    return { label: Number(text.slice(0, at)), input: readInput(text.slice(at + 1)) };
  } },
  t: { has: "turn", write: ({ parameter, index, value }) => `${parameter}!${index}!${value}`, read: (text) => {
    const [parameter, index, value] = text.split("!");
    return { parameter, index: Number(index), value: Number(value) };
  } },
  l: { has: "learning", write: ({ optimizer, learningRate, batchSize }) => `${optimizer}!${learningRate}!${batchSize}`, read: (text) => {
    const [optimizer, learningRate, batchSize] = text.split("!");
    return { optimizer, learningRate: Number(learningRate), batchSize: Number(batchSize) };
  } },
};

const writeRecipe = (recipe) => recipe.map((entry) => {
  const [letter, step] = Object.entries(steps).find(([, { has }]) => has in entry);
  return letter + step.write(entry[step.has]);
}).join("*");

const readRecipe = (text) => (text ?? "").split("*").filter(Boolean).map((word) => {
  // A word that nobody knows is left for the engine to refuse: without it, the weights would be others.
  if (!Object.hasOwn(steps, word[0])) return { [word]: null };
  const step = steps[word[0]];
  try { return { [step.has]: step.read(word.slice(1)) }; } catch { return { [word]: null }; }
});

const settingNames = {
  data: "d", start: "s", filters: "c", hidden: "h", activation: "a", loss: "l", optimizer: "o", learningRate: "r", batchSize: "b", seed: "n",
};

function writeRun(words, prefix, { settings, recipe }) {
  for (const [name, letter] of Object.entries(settingNames)) if (`${settings[name]}` || name === "hidden") words.set(prefix + letter, `${settings[name]}`);
  if (recipe.length) words.set(`${prefix}w`, writeRecipe(recipe));
}

function readRun(words, prefix) {
  if (!words.has(`${prefix}d`)) return null;
  // What is not named is as by default, which the catalogue knows.
  const settings = {};
  for (const [name, letter] of Object.entries(settingNames)) {
    if (!words.has(prefix + letter)) continue;
    const text = words.get(prefix + letter);
    settings[name] = ["hidden", "filters"].includes(name) ? text.split(",").filter(Boolean).map(Number)
      : ["learningRate", "batchSize", "seed"].includes(name) ? Number(text) : text;
  }
  // Where layers are named without filters, there are none.
  if (settings.hidden) settings.filters ??= [];
  return { settings, recipe: readRecipe(words.get(`${prefix}w`)) };
}

/// Which way the network can be looked at.
const directions = ["forward", "backward"];

/// The parts of the state that an address holds.
export const shared = ["settings", "recipe", "input", "label", "selected", "scene", "direction", "rival"];

/// The address's part after `#`.
export function write(state) {
  const words = new URLSearchParams();
  if (state.settings) writeRun(words, "", state);
  if (state.rival) writeRun(words, "2", state.rival);
  const input = writeInput(state.input);
  if (input) words.set("i", input);
  if (state.label !== null) words.set("y", state.label);
  if (state.selected) words.set("k", [state.selected.layer, state.selected.neuron, state.selected.term ?? ""].join("."));
  if (state.direction !== "forward") words.set("v", state.direction);
  if (state.scene) words.set("t", state.scene);
  // These are harmless in an address and easier to read than their codes.
  return words.toString().replaceAll("%2C", ",").replaceAll("%21", "!").replaceAll("%7E", "~");
}

/// What an address says; parts that it does not name, or that make no sense, are missing.
export function read(hash) {
  const words = new URLSearchParams(hash.replace(/^#/, ""));
  const state = {};
  const take = (name, letter, make) => {
    if (!words.has(letter)) return;
    // A part that cannot be read takes no other with it.
    try { state[name] = make(words.get(letter)); } catch { delete state[name]; }
  };
  take("run", "d", () => readRun(words, ""));
  take("rival", "2d", () => readRun(words, "2"));
  take("input", "i", readInput);
  take("label", "y", whole);
  take("selected", "k", (text) => {
    const [layer, neuron, term] = text.split(".");
    return { layer: whole(layer), neuron: whole(neuron), term: term ? whole(term) : null };
  });
  take("direction", "v", (text) => (directions.includes(text) ? text : "forward"));
  take("scene", "t", (text) => text || null);
  return state;
}
