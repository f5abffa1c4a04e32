// Where the page of one's own files begins: what was found, what is learned of it, and what the model answers.

import { Files } from "./model/files/files.js";
import { text } from "./texts/index.js";
import { mountMasthead } from "./view/files/masthead.js";
import { mountQuestion } from "./view/files/question.js";
import { mountFound } from "./view/files/found.js";
import { mountLearning } from "./view/files/learning.js";
import { mountAsking } from "./view/files/asking.js";
import { mountExamples } from "./view/files/examples.js";

for (const part of document.querySelectorAll("[data-text]")) part.textContent = text(part.dataset.text);
for (const part of document.querySelectorAll("[data-name]")) part.setAttribute("aria-label", text(part.dataset.name));

const files = new Files();
const place = (id) => document.getElementById(id);
mountMasthead(place("masthead"), place("notice"), files);
mountQuestion(place("question"), files);
mountFound(place("found"), files);
mountLearning(place("learning"), files);
mountAsking(place("asking"), files);
mountExamples(place("examples"), files);
// For tests: what the page knows.
window.files = files;
await files.start();
