// Where the page of a language model begins: one model, and a view for each part.

import { Writer } from "./model/writing/writer.js";
import { keepLooking } from "./model/writing/questions.js";
import { text } from "./texts/index.js";
import { mountMasthead } from "./view/writing/masthead.js";
import { mountDesk } from "./view/writing/desk.js";
import { mountManuscript } from "./view/writing/manuscript.js";
import { mountChoice } from "./view/writing/choice.js";
import { mountGates } from "./view/writing/gates.js";

for (const part of document.querySelectorAll("[data-text]")) part.textContent = text(part.dataset.text);
for (const part of document.querySelectorAll("[data-name]")) part.setAttribute("aria-label", text(part.dataset.name));

const writer = new Writer();
const place = (id) => document.getElementById(id);
mountMasthead(place("masthead"), place("notice"), writer);
mountDesk(place("desk"), writer);
mountManuscript(place("manuscript"), writer);
mountChoice(place("choice"), writer);
mountGates(place("gates"), writer);
keepLooking(writer);
await writer.start();
// For tests: what the page knows.
window.writer = writer;
