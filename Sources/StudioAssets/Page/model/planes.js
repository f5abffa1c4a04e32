// For data in the plane: the examples, and what the network says at every place, kept up to date.

import { Inquiry } from "./inquiry.js";

/// Places on each side of the plane.
const size = 64;

/// Keeps `plane` and `points` of the state those of the session; null where there is no plane.
export function followPlane(studio) {
  // A quarter of a second: what changes faster cannot be told apart.
  const inquiry = new Inquiry(250);
  let points = null;

  async function ask() {
    const { session } = studio;
    if (!session || session.description.kind !== "points" || document.hidden) return;
    try {
      if (points !== session) {
        points = session;
        const [training, validation] = await Promise.all([session.points("training"), session.points("validation")]);
        if (session === studio.session) studio.store.set({ points: { training: training.points, validation: validation.points } });
      }
      const plane = await session.plane(size);
      if (session === studio.session) studio.store.set({ plane });
    } catch {
      // A session that is gone says so elsewhere; a later one asks anew.
      points = null;
    }
  }

  let seen = null;
  studio.store.watch(["session", "status"], ({ session, status }) => {
    if (session?.kind !== "points") {
      studio.store.set({ plane: null, points: null });
      return;
    }
    const state = `${session.id} ${status?.version}`;
    if (state === seen) return;
    seen = state;
    inquiry.ask(ask);
  });
  document.addEventListener("visibilitychange", () => inquiry.ask(ask));
}
