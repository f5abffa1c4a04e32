// The cells of a row, to be filled in: the model says what it makes of them.

import { text } from "../../texts/index.js";
import { element } from "../element.js";

/// A form with a control for each cell; `take` is given what stands there.
export function rowForm(fields, take) {
  const form = element("form", { class: "cells", onsubmit: (event) => { event.preventDefault(); take(Object.fromEntries(new FormData(form))); } },
    ...fields.map(({ name, choices, usual }) => element("label", {}, element("span", {}, name), choices.length
      ? element("select", { name }, ...choices.map((choice) => element("option", { value: choice, selected: choice === usual }, choice)), element("option", { value: "" }, text("files.row.missing")))
      : element("input", { name, type: "text", value: usual, autocomplete: "off" }))),
    element("button", { class: "main" }, text("files.asking.ask")));
  return form;
}
