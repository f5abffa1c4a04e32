// Asks the engine about what is looked at, again whenever that changes: how one neuron came to its
// activation (`explanation` in the state), and what should change for the present input (`backward`).

import { Inquiry } from "./inquiry.js";

/// The mini-batch that an example's wishes are compared with.
export const batchSize = 32;

/// Asks, and drops answers that came too late to matter; a refusal leaves nothing to show.
async function ask(studio, name, question, isStillWanted) {
  const { session } = studio;
  let found = null;
  try {
    found = await question(session);
  } catch (error) {
    // The same input was refused as an answer, where it is said; only faults of the page are told here.
    if (error.status === undefined) console.error(error);
  }
  if (session === studio.session && isStillWanted()) studio.store.set({ [name]: found });
}

/// Keeps `explanation` in the state: the selected neuron's sum, at most 15 times a second.
export function keepExplained(studio) {
  const inquiry = new Inquiry(66);
  const wanted = () => {
    const { selected, answer, direction } = studio.state;
    return selected && answer && direction === "forward" ? selected : null;
  };
  studio.store.watch(["answer", "selected", "direction"], () => {
    const { explanation } = studio.state;
    const asked = wanted();
    if (!asked) return studio.store.set({ explanation: null });
    if (explanation && (explanation.layer !== asked.layer || explanation.neuron !== asked.neuron)) studio.store.set({ explanation: null });
    inquiry.ask(async () => {
      const now = wanted();
      if (!now) return;
      await ask(studio, "explanation", (session) => session.explain(studio.engineInput, now.layer, now.neuron), () => {
        const later = wanted();
        return later?.layer === now.layer && later.neuron === now.neuron;
      });
    });
  });
}

/// Keeps `backward` in the state while that direction is looked at: gradients of the present input's loss.
export function keepBackward(studio) {
  const inquiry = new Inquiry(100);
  const wanted = () => {
    const { answer, direction } = studio.state;
    return answer && direction === "backward" && studio.label !== null;
  };
  studio.store.watch(["answer", "label", "direction", "backwardStep"], () => {
    if (!wanted()) return studio.store.set({ backward: null });
    inquiry.ask(async () => {
      if (!wanted()) return;
      const { label } = studio;
      // Only the last steps look at a batch, which costs more.
      const batch = (studio.state.backwardStep ?? 1) >= 6 ? batchSize : 0;
      await ask(studio, "backward", async (session) => ({
        ...await session.backpropagation(studio.engineInput, label, batch), label,
      }), () => wanted() && studio.label === label);
    });
  });
}
