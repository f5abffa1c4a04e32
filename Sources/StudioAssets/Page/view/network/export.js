// The figure as a file: the same layout and lines as on the page, as one SVG document or as a PNG of it.

import { text } from "../../texts/index.js";
import { bytes } from "../../model/engine.js";
import { shape } from "../element.js";
import { css, lit, palette } from "../colours.js";
import { paintBytes, picture } from "../picture.js";
import { count } from "../numbers.js";
import { bitmap, save } from "../save.js";
import { arrange } from "./arrange.js";
import { bundles, colourOf, lineValues } from "./lines.js";
import { inputValues, lights } from "./lights.js";
import { maps } from "./maps.js";
import { frame, light, neurons } from "./neurons.js";
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

// The page's style, as far as the figure needs it.
const style = (ink) => `text{font-size:13px}.brace{fill:none;stroke:${ink};stroke-width:1.2}.title,.name{font-weight:600}`
  + `.under{font-size:12px;opacity:.8}.reach{fill:none}.lamp{stroke:${css(palette.dark)};stroke-width:1.2}.rail{opacity:.1}`
  + `.square{fill:none}.coordinate{fill:#fff;font-style:italic}`;

/// The network with what it reads at this moment, as an SVG element with all that it needs.
export function networkFigure({ session, weights, answer, plane }) {
  const figure = arrange(session, Math.max(1100, session.layers.length * 190));
  const values = lineValues(session, weights, null);
  const width = round(figure.width + 2 * margin);
  const height = round(figure.height + above + below);
  const title = text("network.heading", { sizes: sizesOf(session), count: count(session.parameterCount) });
  const ink = css(palette.ink);

  const parts = figure.layers.flatMap((_, index) => (values[index] ? bundles(figure, index, values[index]).map(path) : []));
  const small = thumbs(figure);
  small.paint(values, plane);
  for (const { layer, neuron, canvas } of small.list) {
    const { y } = layer.nodes.find((node) => node.neuron === neuron);
    parts.push(image(canvas, round(layer.entry), round(y - layer.thumb / 2), round(layer.thumb), round(layer.thumb)));
  }
  const drawn = maps(figure);
  drawn.paint({ session, answer, direction: "forward" }, Infinity);
  drawn.paintKernels(session, (index) => weights?.tensors[`${session.layers[index].path}.weight`]?.values ?? null);
  for (const { canvas, x, y, size } of drawn.tiles) parts.push(image(canvas, round(x), round(y), round(size), round(size)));
  if (figure.isPictures) {
    const [rows, columns] = session.inputShape;
    const canvas = picture(columns, rows, "");
    paintBytes(canvas, answer?.pixels ? bytes(answer.pixels) : new Uint8Array(rows * columns));
    parts.push(image(canvas, figure.input.x, figure.input.y, figure.input.size, figure.input.size));
  }
  const all = neurons(figure, session);
  light(all, session, lights(session, answer), { values: inputValues(session, answer) });
  parts.push(...frame(figure, session), ...all.groups);
  for (const { fold } of figure.layers) for (const { x, y } of fold) parts.push(shape("text", { x, y: y + 5, "text-anchor": "middle" }, "⋮"));

  const said = answer ? text("network.file.read", { answer: session.classes[answer.answer] ?? answer.answer }) : "";
  return shape("svg", {
    xmlns: "http://www.w3.org/2000/svg", viewBox: `0 0 ${width} ${height}`, width, height, "font-family": "system-ui, sans-serif", fill: ink,
  },
  shape("title", {}, title),
  shape("style", {}, style(ink)),
  shape("rect", { width: "100%", height: "100%", fill: css(palette.paper) }),
  shape("text", { x: margin, y: 34, style: "font-size: 19px; font-weight: 600" }, title),
  shape("text", { x: width - margin, y: 34, "text-anchor": "end" }, said),
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
