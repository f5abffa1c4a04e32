// The examples themselves, to be leafed through.

import { text } from "../../texts/index.js";
import { element, say } from "../element.js";
import { count } from "../numbers.js";
import { pageSize } from "../../model/files/files.js";

export function mountExamples(host, files) {
  const where = element("span", { class: "number" });
  const back = element("button", { onclick: () => files.show(Math.max(0, files.state.from - pageSize)) }, text("files.examples.back"));
  const on = element("button", { onclick: () => files.show(files.state.from + pageSize) }, text("files.examples.on"));
  const wall = element("div", { class: "wall" });
  const shown = {};
  host.append(element("h2", {}, text("files.examples.title")), element("div", { class: "row" }, back, where, on), wall);
  files.store.watch(["examples", "from", "status"], ({ examples, from, status }) => {
    host.hidden = examples.length === 0;
    const total = status?.exampleCount ?? 0;
    back.disabled = from === 0;
    on.disabled = from + pageSize >= total;
    say(where, text("files.examples.where", { from: count(from + 1), to: count(from + examples.length), total: count(total) }));
  });
  files.store.watch(["examples", "status"], ({ examples, status }) => {
    const isAnswering = status?.phase === "answering";
    if (shown.examples === examples && shown.isAnswering === isAnswering) return;
    Object.assign(shown, { examples, isAnswering });
    wall.replaceChildren(...examples.map(({ index, source, answer, text: words, picture, canBeAsked }) => element("figure", {},
      picture ? element("img", { src: picture.source, alt: picture.caption || source, loading: "lazy" }) : null,
      words ? element("blockquote", {}, words) : null,
      element("figcaption", {}, element("strong", {}, answer), " ", element("small", {}, source)),
      isAnswering && canBeAsked ? element("button", { class: "ask", "aria-label": text("files.examples.ask", { name: source }), onclick: () => files.askExample(index, source) }, text("files.asking.ask")) : null)));
  });
}
