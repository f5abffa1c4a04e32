// Asks the engine about the place that is looked at, again whenever that or the sampling changes: what might stand there
// (`choice` in the state), where attention looked (`attention`), what gates did (`gates`).

import * as engine from "./engine.js";
import { Inquiry } from "../inquiry.js";
import { choiceKey } from "./writer.js";

/// Of how many steps gates are shown.
export const gateSteps = 48;

/// Keeps a part of the state up to date. `place` says where one looks, `question` what is asked there; an answer is kept
/// while its place is still the one.
function keep(writer, name, pause, watched, place, question) {
  const inquiry = new Inquiry(pause);
  writer.store.watch(["model", "pieces", ...watched], () => {
    if (!writer.state.model) return;
    inquiry.ask(async () => {
      const { pieces } = writer.state;
      const asked = place();
      // Nothing comes before the first token.
      if (asked < 1) return writer.store.set({ [name]: null });
      try {
        const answer = await question(writer.before(asked), asked);
        const isStill = asked === place() && pieces.slice(0, asked).every((piece, index) => piece === writer.state.pieces[index]);
        if (answer && isStill) writer.store.set({ [name]: answer });
      } catch (error) {
        if (error.status === undefined) console.error(error);
        writer.store.set({ [name]: null, problem: error.message });
      }
    });
  });
}

export function keepLooking(writer) {
  const { store } = writer;
  const has = (layers) => (store.state.model?.[layers].length ?? 0) > 0;
  keep(writer, "choice", 0, ["place", "given", "temperature", "topK", "topP"], () => writer.place, async (text, place) => {
    const drawn = store.state.pieces[place]?.token ?? null;
    const key = choiceKey(text, writer.sampling, drawn);
    // What was just written has come with its choice.
    if (store.state.choice?.key === key) return null;
    return { ...await engine.choice(text, writer.sampling, drawn), key };
  });
  keep(writer, "attention", 30, ["place", "hovered"], () => writer.lookedAt, (text) => (has("attention") ? engine.attention(text) : null));
  keep(writer, "gates", 100, ["place", "layer"], () => writer.place, (text) => {
    const { layer, model } = store.state;
    return has("recurrent") ? engine.gates(text, Math.min(layer, model.recurrent.length - 1), gateSteps) : null;
  });
}
