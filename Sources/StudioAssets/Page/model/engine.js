// The server as seen from here: every number on the page comes from it.

/// A refusal of the server, or its silence.
export class EngineError extends Error {
  constructor(message, { status = 0, code = null } = {}) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/// Said when nothing answers.
export const silence = "the studio does not answer; is `nn studio` still running?";

async function ask(method, path, body) {
  let response;
  try {
    response = await fetch(path, {
      method,
      headers: body === undefined ? {} : { "Content-Type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch {
    throw new EngineError(silence, { code: "silent" });
  }
  if (response.ok) return response;
  const refusal = await response.json().catch(() => ({}));
  throw new EngineError(refusal.error ?? `${response.status} ${response.statusText}`, {
    status: response.status,
    code: refusal.code ?? null,
  });
}

/// An answer as a value.
export const json = async (method, path, body) => (await ask(method, path, body)).json();

export const catalogue = () => json("GET", "api/catalogue");

/// One network on the server: model, training, and what can be asked about them.
export class Session {
  #events = null;
  #listener = null;
  /// Whether it is kept for later, unheard.
  isLent = false;

  constructor(description) { this.description = description; }

  static async open(settings, recipe = []) {
    return new Session(await json("POST", "api/sessions", { settings, recipe }));
  }

  get id() { return this.description.id; }

  /// Brings the description up to date: the recipe and the score have changed while it learned.
  async renew() { this.description = await json("GET", `api/sessions/${this.id}`); }

  #path(name) { return `api/sessions/${this.id}/${name}`; }
  #post(name, body) { return json("POST", this.#path(name), body); }

  async answer(input) {
    const answer = await this.#post("answer", { input });
    return { ...answer, layers: answer.layers.map(unpacked) };
  }
  explain(input, layer, neuron) { return this.#post("explain", { input, layer, neuron }); }
  excite(layer, neuron) { return this.#post("excite", { layer, neuron }); }
  async backpropagation(input, label, batch) {
    const way = await this.#post("backpropagation", { input, label, batch });
    return { ...way, layers: way.layers.map(unpacked) };
  }
  augmented(round, count) { return json("GET", this.#path(`augmented?round=${round}&count=${count}`)); }
  insight() { return json("GET", this.#path("insight")); }
  mistakes(count) { return json("GET", this.#path(`mistakes?count=${count}`)); }
  plane(size) { return json("GET", this.#path(`plane?size=${size}`)); }
  points(part) { return json("GET", this.#path(`points?part=${part}`)); }

  turn(parameter, index, value) { return this.#post("turn", { parameter, index, value }); }
  undo() { return this.#post("undo", {}); }
  restore() { return this.#post("restore", {}); }
  train(action, more = {}) { return this.#post("train", { action, ...more }); }
  learning(settings) { return this.#post("learning", settings); }

  /// All weights: `{version, tensors: {name: {shape, values}}}`, values as Float32Array, row by row.
  async weights() {
    const response = await ask("GET", this.#path("weights"));
    const numbers = new Float32Array(await response.arrayBuffer());
    const tensors = {};
    let offset = 0;
    for (const { name, shape } of this.description.parameters) {
      const count = shape.reduce((product, size) => product * size, 1);
      tensors[name] = { shape, values: numbers.subarray(offset, offset + count) };
      offset += count;
    }
    return { version: Number(response.headers.get("X-Version")), tensors };
  }

  exportAddress(file) { return this.#path(`export/${file}`); }

  /// Calls back with every `status`, `curve`, `away` when nothing is heard any more, and `lost` when the server has
  /// forgotten the session.
  listen(listener) {
    this.#listener = listener;
    this.isLent = false;
    sessions.add(this);
    if (!document.hidden) this.wake();
  }

  /// Hears again what happens.
  wake() {
    this.#events?.close();
    const events = new EventSource(this.#path("events"));
    const { status, curve, away, lost } = this.#listener;
    events.addEventListener("status", (event) => status(JSON.parse(event.data)));
    events.addEventListener("curve", (event) => curve(JSON.parse(event.data)));
    // A server that says 404 closes the stream for good; one that is away is tried again by the browser.
    events.addEventListener("error", () => {
      away();
      if (events.readyState === EventSource.CLOSED) lost();
    });
    this.#events = events;
  }

  /// Hears nothing for a while; what is running goes on.
  rest() {
    this.#post("linger", { seconds: lingering }).catch(() => {});
    this.#events?.close();
  }

  /// Hears nothing until someone listens again, whoever looks at the page.
  lend() {
    this.isLent = true;
    this.rest();
  }

  /// Ends the session on the server as well.
  close() {
    sessions.delete(this);
    this.#events?.close();
    fetch(`api/sessions/${this.id}`, { method: "DELETE", keepalive: true }).catch(() => {});
  }
}

// A browser opens six connections to one server in all, and each event stream takes one for good. So
// pages that nobody sees let theirs go, and any number of pages can be open.
const sessions = new Set();
const lingering = 3600;

document.addEventListener("visibilitychange", () => {
  // A page that is left is hidden first; only one that stays comes to the end of the moment.
  setTimeout(() => { for (const session of sessions) document.hidden || session.isLent ? session.rest() : session.wake(); }, 100);
});
// A page that is left, in mid-training or not, leaves nothing behind; if it comes back, it begins again from
// its address.
addEventListener("pagehide", () => { for (const session of [...sessions]) session.close(); });
addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });

/// Bytes from base64.
export function bytes(text) {
  const raw = atob(text);
  const result = new Uint8Array(raw.length);
  for (let index = 0; index < raw.length; index++) result[index] = raw.charCodeAt(index);
  return result;
}

/// Single-precision numbers from base64.
export const floats = (text) => new Float32Array(bytes(text).buffer);

/// What is said of a layer, with numbers as numbers: those of maps are many and come as base64.
function unpacked(layer) {
  const parts = { ...layer };
  for (const name of ["z", "activations", "inputs", "slopes", "activationGradients", "deltas"]) {
    if (typeof parts[name] === "string") parts[name] = floats(parts[name]);
  }
  return parts;
}

/// Bytes as base64.
export function base64(array) {
  let raw = "";
  for (let start = 0; start < array.length; start += 0x8000) {
    raw += String.fromCharCode(...array.subarray(start, start + 0x8000));
  }
  return btoa(raw);
}
