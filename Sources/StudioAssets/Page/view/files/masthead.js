// The top of the page: whose files these are, what can be taken away, light or dark.

import { text } from "../../texts/index.js";
import { element, say } from "../element.js";
import { notices, themeButton } from "../general.js";
import { count } from "../numbers.js";

export function mountMasthead(host, notice, files) {
  notices(notice, files);
  const title = element("h1", {});
  const facts = element("small", { id: "facts" });
  const report = element("a", { class: "button", href: "api/files/report", target: "_blank", rel: "noopener", hidden: true }, text("files.report"));
  const model = element("a", { class: "button", href: "api/files/model", download: "model.safetensors", hidden: true }, text("files.model"));
  host.append(title, facts, report, model, themeButton(files));
  files.store.watch(["status"], ({ status }) => {
    say(title, status?.title ?? text("files.title"));
    document.title = status?.title ?? text("files.title");
    say(facts, status?.parameterCount ? text("files.parameters", { count: count(status.parameterCount) }) : "");
    report.hidden = !status?.hasReport;
    model.hidden = status?.phase !== "answering";
  });
}
