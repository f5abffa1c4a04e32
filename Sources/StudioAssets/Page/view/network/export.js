// The figure as a file: the same layout and lines as on the page, as one SVG document or as a PNG of it.

import { text } from "../../texts/index.js";
import { bytes } from "../../model/engine.js";
import { shape } from "../element.js";
import { css, lit, palette } from "../colours.js";
import { paintBytes, picture } from "../picture.js";
import { count, share, short } from "../numbers.js";
import { bitmap, save } from "../save.js";
import { arrange } from "./arrange.js";
import { bundles, colourOf, lineValues } from "./lines.js";
import { lights } from "./lights.js";
import { frame } from "./neurons.js";
import { thumbs } from "./thumbs.js";
import { sizesOf } from "./words.js";

const margin = 28;
const above = 64;
const below = 44;

const round = (place) => Math.round(place * 10) / 10;

function path(bundle) {
  let d = "";
  for (let at = 0; at < bundle.ends.length; at += 4) {
    const [x, y, toX, toY] = bundle.ends.slice(at, at + 4).map(round);
    d += `M${x} ${y}L${toX} ${toY}`;
  }
  return shape("path", { d, stroke: colourOf(bundle), "stroke-width": round(bundle.width), opacity: bundle.opacity.toFixed(3) });
}

const image = (canvas, x, y, width, height) => shape("image", {
  x, y, width, height, href: canvas.toDataURL(), style: "image-rendering: pixelated", preserveAspectRatio: "none",
});

function legend(y) {
  let x = 0;
  return ["positive", "negative", "wider", "brighter"].flatMap((key) => {
    const left = x;
    const words = text(`network.legend.${key}`);
    x += 58 + words.length * 6.6;
    const sample = key === "brighter"
      ? [0, 0.5, 1].map((part, index) => shape("circle", { cx: left + 5 + 9 * index, cy: y - 4, r: 4.5, fill: css(lit(part)), stroke: css(palette.dark) }))
      : [shape("path", {
        d: `M${left} ${y - 4}h22`, "stroke-width": key === "wider" ? 6 : 3,
        stroke: key === "wider" ? css(palette.ink) : css(palette[key]),
      })];
    return [...sample, shape("text", { x: left + (key === "brighter" ? 36 : 30), y, class: "under" }, words)];
  });
}

/// The network with what it reads at this moment, as an SVG element with all that it needs.
export function networkFigure({ session, weights, answer, plane, input }) {
  const figure = arrange(session, Math.max(1100, session.layers.length * 190));
  const values = lineValues(session, weights, null);
  const shown = lights(session, answer);
  const width = figure.width + 2 * margin;
  const height = figure.height + above + below;
  const title = text("network.file.title", { sizes: sizesOf(session), count: count(session.parameterCount) });
  const ink = css(palette.ink);
  const parts = [];

  figure.layers.forEach((_, index) => { if (values[index]) parts.push(...bundles(figure, index, values[index]).map(path)); });
  const small = thumbs(figure);
  small.paint(values, plane);
  for (const { layer, neuron, canvas } of small.list) {
    const { y } = layer.nodes.find((node) => node.neuron === neuron);
    parts.push(image(canvas, round(layer.entry), round(y - layer.thumb / 2), round(layer.thumb), round(layer.thumb)));
  }
  if (figure.isPictures) {
    const [rows, columns] = session.inputShape;
    const canvas = picture(columns, rows, "");
    paintBytes(canvas, answer?.pixels ? bytes(answer.pixels) : new Uint8Array(rows * columns));
    parts.push(image(canvas, figure.input.x, figure.input.y, figure.input.size, figure.input.size));
  } else {
    for (const { neuron, x, y } of figure.input.nodes) {
      parts.push(shape("circle", { cx: x, cy: y, r: figure.input.radius, fill: css(palette.dark) }),
        shape("text", { x, y: y + 5, "text-anchor": "middle", fill: css(palette.lit), "font-style": "italic" }, text(`network.coordinates.${neuron}`)));
    }
  }
  parts.push(...frame(figure, session));
  for (const layer of figure.layers) {
    const { values: numbers, shares } = shown[layer.number - 1];
    for (const { neuron, x, y } of layer.nodes) {
      parts.push(shape("circle", { cx: round(x), cy: round(y), r: round(layer.radius), fill: css(lit(shares[neuron])), stroke: css(palette.dark), "stroke-width": 1.2 }));
      if (!layer.isLast) continue;
      const left = x + layer.radius + 8;
      const { name, bar, number } = figure.labels;
      const value = numbers[neuron];
      parts.push(
        shape("text", { x: left, y: y + 5, "font-weight": 600 }, session.classes[neuron] ?? `${neuron}`),
        shape("rect", { x: left + name, y: y - 4, width: bar, height: 8, rx: 2, fill: ink, opacity: 0.1 }),
        shape("rect", { x: left + name, y: y - 4, width: bar * Math.max(0, Math.min(1, value ?? 0)), height: 8, rx: 2, fill: ink }),
        shape("text", { x: left + name + bar + number + 2, y: y + 4.5, "text-anchor": "end" }, session.interpretation === "classLogits" ? share(value) : short(value)));
    }
    for (const { step, x, y } of layer.fold) if (step > 0) parts.push(shape("text", { x, y: y + 7, "text-anchor": "middle", "font-size": 20 }, "⋮"));
  }

  const subtitle = answer && input ? text("network.file.read", { answer: session.classes[answer.answer] ?? answer.answer }) : "";
  return shape("svg", {
    xmlns: "http://www.w3.org/2000/svg", viewBox: `0 0 ${round(width)} ${round(height)}`, width: round(width), height: round(height),
    "font-family": "system-ui, sans-serif", "font-size": 13, fill: ink,
  },
  shape("title", {}, title),
  shape("style", {}, `.brace{fill:none;stroke:${ink};stroke-width:1.2}.title{font-weight:600}.under{font-size:12px;opacity:.8}`),
  shape("rect", { width: "100%", height: "100%", fill: css(palette.paper) }),
  shape("text", { x: margin, y: 34, "font-size": 19, "font-weight": 600 }, title),
  shape("text", { x: width - margin, y: 34, "font-size": 15, "text-anchor": "end" }, subtitle),
  shape("g", { transform: `translate(${margin} ${above - 6})`, "stroke-linecap": "round" }, ...parts),
  shape("g", { transform: `translate(${margin} 0)` }, ...legend(height - 18)));
}

/// Saves the figure as a file of the given kind, "svg" or "png".
export async function saveNetwork(studio, kind) {
  const { state } = studio;
  if (!state.session) return;
  try {
    const figure = networkFigure(state);
    const document = new Blob([new XMLSerializer().serializeToString(figure)], { type: "image/svg+xml" });
    const [width, height] = ["width", "height"].map((name) => Number(figure.getAttribute(name)));
    save(kind === "svg" ? document : await bitmap(document, width, height), `network.${kind}`);
  } catch (error) {
    console.error(error);
    studio.store.set({ problem: text("network.file.failed") });
  }
}
