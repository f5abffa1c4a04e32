// The top of the page: what is seen, the address to copy, light or dark.

import { text } from "../../texts/index.js";
import { element, say } from "../element.js";
import { notices, shareButton, themeButton } from "../general.js";
import { count } from "../numbers.js";

export function mountMasthead(host, notice, writer) {
  const { tell } = notices(notice, writer);
  const facts = element("small", { id: "facts" });
  document.title = text("writing.title");
  host.append(
    element("h1", {}, text("writing.title")), facts,
    shareButton(writer, tell),
    themeButton(writer),
  );
  writer.store.watch(["model"], ({ model }) => {
    if (model) say(facts, text("writing.model", { parameters: count(model.parameterCount), tokens: count(model.tokenCount) }));
  });
}
