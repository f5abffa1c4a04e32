// The state in the address, so that what is seen can be shared and seen again: data, network, settings,
// seed, how the weights came about, what is read and what is selected.

const safe = (base) => base.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
const unsafe = (text) => text.replaceAll("-", "+").replaceAll("_", "/").padEnd(4 * Math.ceil(text.length / 4), "=");

const pair = (number) => Math.max(0, Math.min(1295, Math.round(number))).toString(36).padStart(2, "0");

const inputs = {
  example: { write: ({ part, index }) => `${part}.${index}`, read: ([part, index]) => ({ part, index: Number(index) }) },
  noise: { write: ({ seed }) => `${seed}`, read: ([seed]) => ({ seed: Number(seed) }) },
  point: { write: ({ x, y }) => `${x}~${y}`, read: (words) => {
    const [x, y] = words.join(".").split("~").map(Number);
    return { x, y };
  } },
  pixels: { write: ({ pixels }) => safe(pixels), read: ([pixels]) => ({ pixels: unsafe(pixels) }) },
  drawing: {
    write: ({ strokes }) => strokes.map(({ width, points }) => pair(width) + points.map(pair).join("")).join("."),
    read: (words) => ({
      strokes: words.filter((word) => word.length >= 6).map((word) => {
        const numbers = word.match(/../g).map((digits) => parseInt(digits, 36));
        return { width: numbers[0], points: numbers.slice(1) };
      }),
    }),
  },
};

const writeInput = (input) => (inputs[input?.kind] ? `${input.kind}.${inputs[input.kind].write(input)}` : null);

function readInput(text) {
  const [kind, ...words] = text.split(".");
  return inputs[kind] ? { kind, ...inputs[kind].read(words) } : null;
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
  const step = steps[word[0]];
  return { [step.has]: step.read(word.slice(1)) };
});

const settingNames = {
  data: "d", start: "s", hidden: "h", activation: "a", loss: "l", optimizer: "o", learningRate: "r", batchSize: "b", seed: "n",
};

function writeRun(words, prefix, { settings, recipe }) {
  for (const [name, letter] of Object.entries(settingNames)) words.set(prefix + letter, `${settings[name]}`);
  if (recipe.length) words.set(`${prefix}w`, writeRecipe(recipe));
}

function readRun(words, prefix) {
  if (!words.has(`${prefix}d`)) return null;
  const text = (name) => words.get(prefix + settingNames[name]);
  return {
    settings: {
      data: text("data"), start: text("start"), activation: text("activation"), loss: text("loss"), optimizer: text("optimizer"),
      hidden: (text("hidden") ?? "").split(",").filter(Boolean).map(Number),
      learningRate: Number(text("learningRate")), batchSize: Number(text("batchSize")), seed: Number(text("seed")),
    },
    recipe: readRecipe(words.get(`${prefix}w`)),
  };
}

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
  try {
    const run = readRun(words, "");
    if (run) Object.assign(state, run);
    const rival = readRun(words, "2");
    if (rival) state.rival = rival;
    if (words.has("i")) state.input = readInput(words.get("i"));
    if (words.has("y")) state.label = Number(words.get("y"));
    if (words.has("k")) {
      const [layer, neuron, term] = words.get("k").split(".");
      state.selected = { layer: Number(layer), neuron: Number(neuron), term: term ? Number(term) : null };
    }
    if (words.has("v")) state.direction = words.get("v");
    if (words.has("t")) state.scene = words.get("t");
  } catch {
    return {};
  }
  return state;
}
