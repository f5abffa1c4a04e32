// Where the page begins: one model, and a view for each part.

import { Studio } from "./model/studio.js";
import { text } from "./texts/index.js";
import { mountMasthead } from "./view/masthead.js";
import { mountInput } from "./view/input.js";
import { mountNetwork } from "./view/network.js";
import { mountSelected } from "./view/selected.js";
import { mountLearning } from "./view/learning.js";
import { mountTour } from "./tour/tour.js";

document.title = text("general.title");
for (const part of document.querySelectorAll("[data-text]")) part.textContent = text(part.dataset.text);
for (const part of document.querySelectorAll("[data-name]")) part.setAttribute("aria-label", text(part.dataset.name));

const studio = new Studio();
const place = (id) => document.getElementById(id);
mountMasthead(place("masthead"), place("notice"), studio);
mountInput(place("input"), studio);
mountNetwork(place("network"), studio);
mountSelected(place("selected"), studio);
mountLearning(place("learning"), studio);
mountTour(place("tour"), studio);
await studio.start();
// For tests: what the page knows.
window.studio = studio;
