// A panel of the learning card, and how it asks the engine.

import { text } from "../../texts/index.js";
import { element } from "../element.js";
import { Inquiry } from "../../model/inquiry.js";

/// A titled panel with a sentence that explains it. `tools` stand beside the title.
export function panel(id, content, tools = []) {
  return element("section", { class: "panel", id, "aria-labelledby": `${id}-title` },
    element("div", { class: "panel-head" },
      element("h3", { id: `${id}-title` }, text(`learning.${id}.title`)),
      element("div", { class: "row" }, ...tools)),
    element("p", { class: "caption" }, text(`learning.${id}.caption`)),
    ...content);
}

/// Whether an element is on the screen, told at every change.
export function onScreen(host, tell) {
  new IntersectionObserver((entries) => tell(entries.at(-1).isIntersecting)).observe(host);
}

/// Asks `question(session)` when `host` can be seen and the weights of `run` (the studio, or its rival) have
/// changed, at most twice a second, and hands the answer to `show`. Returns what asks again.
export function whenSeen(host, run, question, show) {
  const inquiry = new Inquiry(500);
  let isSeen = false;
  let asked = null;
  const look = () => {
    const { session, status } = run.state;
    if (!isSeen || !session || !run.session) return;
    const wanted = `${session.id} ${status.version}`;
    if (wanted === asked) return;
    asked = wanted;
    inquiry.ask(async () => {
      const session = run.session;
      try {
        const answer = await question(session);
        if (session === run.session) show(answer);
      } catch {
        // The page's own questions tell of a session that is gone; this one is asked again with the next version.
        asked = null;
      }
    });
  };
  onScreen(host, (is) => { isSeen = is; look(); });
  run.store.watch(["session", "status"], look);
  return () => { asked = null; look(); };
}
