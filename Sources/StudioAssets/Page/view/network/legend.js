// What the colours, widths and brightnesses mean.

import { text } from "../../texts/index.js";
import { element } from "../element.js";

const entry = (sample, key) => element("li", {}, element("span", { class: `sample ${sample}`, "aria-hidden": "true" }), text(`network.legend.${key}`));

/// The entries for what is shown now.
export function legend({ isBackward, hasThumbs, hasMaps, isPictures }) {
  return [
    entry("line plus", isBackward ? "raises" : "positive"),
    entry("line minus", isBackward ? "lowers" : "negative"),
    entry("wide", "wider"),
    entry("lamps", "brighter"),
    isBackward ? entry("ring", "ring") : null,
    hasMaps ? entry("map", isBackward ? "mapWishes" : "maps") : null,
    hasMaps ? entry("square", "kernels") : hasThumbs ? entry("square", !isPictures ? "heat" : isBackward ? "wishes" : "weights") : null,
  ].filter(Boolean);
}
