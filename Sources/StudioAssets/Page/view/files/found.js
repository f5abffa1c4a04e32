// What was seen in the files, before anything is learned from them.

import { text } from "../../texts/index.js";
import { element } from "../element.js";

export function mountFound(host, files) {
  const list = element("ul", { class: "findings" });
  const state = element("p", { class: "soft", role: "status" });
  host.append(element("h2", {}, text("files.found.title")), state, list);
  let shown = null;
  files.store.watch(["status"], ({ status }) => {
    if (!status) return;
    host.hidden = status.phase !== "reading" && status.findings.length === 0 && !status.problem;
    state.textContent = status.phase === "reading" ? text("files.found.reading", { name: status.name }) : status.phase === "failed" ? status.problem : "";
    state.classList.toggle("negative", status.phase === "failed");
    const key = JSON.stringify(status.findings);
    if (key === shown) return;
    shown = key;
    list.replaceChildren(...status.findings.map(({ weight, message, items }) => {
      const words = weight === "warning" ? [element("strong", {}, text("files.found.warning")), " ", message] : [message];
      if (items.length === 0) return element("li", { class: weight }, ...words);
      const more = element("details", {}, element("summary", {}, ...words, ` (${items.length})`),
        element("p", { class: "soft items" }, items.join(" · ")));
      return element("li", { class: weight }, more);
    }));
  });
}
