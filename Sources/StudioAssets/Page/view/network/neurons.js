// The neurons as circles that can be reached by keys, and the names beside them.

import { text } from "../../texts/index.js";
import { bestCell, mapOf } from "../../model/layers.js";
import { say, shape } from "../element.js";
import { css, lit, palette, signed } from "../colours.js";
import { largest } from "../picture.js";
import { count, share, short } from "../numbers.js";

const ends = { fill: "none", class: "brace" };

/// A brace that opens to the right (`open` = 1) or to the left (−1), from top to bottom.
export function brace(x, top, bottom, open) {
  const middle = (top + bottom) / 2;
  const depth = 6 * open;
  return shape("path", { ...ends, d: `M${x + depth} ${top}q${-depth} 0 ${-depth} 6V${middle - 6}q0 6 ${-depth} 6q${depth} 0 ${depth} 6V${bottom - 6}q0 6 ${depth} 6` });
}

/// Titles over the columns, braces and counts: all that does not change with the numbers.
export function frame(figure, session) {
  const { input, layers, header, isPictures } = figure;
  const parts = [];
  const title = (x, top, bottom) => parts.push(
    shape("text", { x, y: 14, class: "title", "text-anchor": "middle" }, top),
    shape("text", { x, y: 30, class: "under", "text-anchor": "middle" }, bottom));
  const all = count(session.inputCount);
  if (isPictures) {
    title(input.x + input.size / 2, text("network.input"), text("network.pixels", { count: all }));
    if (input.hasBrace) parts.push(
      brace(input.x - 9, input.y, input.y + input.size, 1),
      shape("text", { x: input.x - 18, y: input.y + input.size / 2 + 4, class: "under", "text-anchor": "end" }, all));
  } else title(input.nodes[0].x + 8, text("network.input"), text("network.values", { count: all }));
  for (const layer of layers) {
    const x = layer.middle;
    const name = layer.isLast ? text("network.outputs") : text("network.layer", { layer: layer.number });
    const kind = layer.isLast && session.interpretation === "classLogits" ? "softmax" : layer.function;
    const size = layer.map ? text("network.maps", { count: count(layer.units), rows: layer.map.rows, columns: layer.map.columns }) : count(layer.units);
    const whole = text("network.size", { count: size, function: kind });
    // About six pixels a letter: what does not fit says the number alone.
    title(x, name, [whole, size].find((words) => words.length * 6 < layer.room) ?? count(layer.units));
    if (layer.fold.length) parts.push(...foldMark(layer, header));
  }
  return parts;
}

function foldMark(layer) {
  const right = layer.right + 7;
  const [top, bottom] = [layer.nodes[0].y - layer.radius, layer.nodes.at(-1).y + layer.radius];
  return [
    brace(right, top, bottom, -1),
    shape("text", { x: right + 10, y: (top + bottom) / 2 + 4, class: "under halo" }, count(layer.units)),
  ];
}

/// One neuron: a circle within a larger one that can be reached.
function neuronMark(layer, node) {
  return shape("g", {
    class: "neuron", role: "button", tabindex: "-1", "aria-pressed": "false",
    "data-layer": layer.number, "data-neuron": node.neuron, transform: `translate(${node.x} ${node.y})`,
  }, ...(layer.map ? ["reach", "lamp"].map((name) => square(layer.radius, `${name} square`))
    : [shape("circle", { r: 12.5, class: "reach" }), shape("circle", { r: layer.radius, class: "lamp" })]));
}

const square = (half, name) => shape("rect", { x: -half, y: -half, width: 2 * half, height: 2 * half, class: name });

/// One of a few inputs that are no pixels.
function inputMark(figure, node) {
  const host = neuronMark({ number: 0, radius: figure.input.radius }, node);
  host.setAttribute("role", "img");
  host.removeAttribute("aria-pressed");
  host.append(shape("text", { y: 5, class: "coordinate", "text-anchor": "middle" }, text(`network.coordinates.${node.neuron}`)));
  return host;
}

/// The name, bar and number beside an output.
function outputMark(figure, layer, node, name, isShare) {
  const { labels } = figure;
  const left = layer.radius + 8;
  const shown = name.length > 9 ? `${name.slice(0, 8)}…` : name;
  const parts = {
    bar: shape("rect", { x: left + labels.name, y: -4, height: 8, width: 0, rx: 2, class: "bar" }),
    number: shape("text", { x: left + labels.name + labels.bar + labels.number + 2, y: 4.5, class: "share", "text-anchor": "end" }),
  };
  parts.host = shape("g", { class: "output", transform: `translate(${node.x} ${node.y})`, "aria-hidden": "true" },
    shape("title", {}, name), shape("text", { x: left, y: 5, class: "name" }, shown),
    shape("rect", { x: left + labels.name, y: -4, height: 8, width: labels.bar, rx: 2, class: "rail" }), parts.bar, parts.number);
  parts.set = (value) => {
    parts.bar.setAttribute("width", `${labels.bar * Math.max(0, Math.min(1, value ?? 0))}`);
    say(parts.number, isShare ? share(value) : short(value));
  };
  return parts;
}

/// All neurons of a figure: `groups` to show; `marks`, `[{layer, neuron, host, lamp, output}]`, and `inputs` to light.
export function neurons(figure, session) {
  const marks = figure.layers.flatMap((layer) => layer.nodes.map((node) => {
    const host = neuronMark(layer, node);
    const name = session.classes[node.neuron] ?? `${node.neuron}`;
    return {
      layer: layer.number, neuron: node.neuron, host, lamp: host.lastChild,
      output: layer.isLast ? outputMark(figure, layer, node, name, session.interpretation === "classLogits") : null,
    };
  }));
  const inputs = figure.isPictures ? [] : figure.input.nodes.map((node) => inputMark(figure, node));
  const groups = marks.map(({ host, output }) => (output ? shape("g", {}, host, output.host) : host));
  return { groups: [...inputs, ...groups], marks, inputs };
}

/// What a map shows in a few words: where it is most active.
function mapName(layer, filter, values) {
  if (!values?.length || values[0] === null) return text("network.map", { layer: layer.number, filter });
  const best = bestCell(layer, filter, values);
  const lit = mapOf(layer, values, filter).reduce((count, value) => count + (value > 0 ? 1 : 0), 0);
  return text("network.litMap", { layer: layer.number, filter, lit: count(lit), value: short(values[best], 2) });
}

/// Lights the circles, and says their numbers. `through` is the number of layers that are lit already;
/// `values` are those that the network reads.
export function light({ marks, inputs }, session, shown, { through = Infinity, backward = null, values = null }) {
  inputs.forEach((mark, index) => {
    const value = values?.[index] ?? null;
    mark.querySelector(".lamp").setAttribute("fill", css(lit(Math.abs(value ?? 0) / 1.2)));
    mark.setAttribute("aria-label", text("network.coordinate", { name: text(`network.coordinates.${index}`), value: short(value, 2) }));
  });
  const rings = backward?.layers.map(({ deltas }) => ({ deltas, scale: largest(deltas) })) ?? null;
  for (const { layer, neuron, lamp, host, output } of marks) {
    const { values, shares } = shown[layer - 1];
    if (session.layers[layer - 1].convolution) {
      const name = mapName(session.layers[layer - 1], neuron, layer <= through ? values : null);
      if (host.getAttribute("aria-label") !== name) host.setAttribute("aria-label", name);
      continue;
    }
    const isLit = layer <= through;
    const value = isLit ? values[neuron] : null;
    lamp.setAttribute("fill", css(lit(isLit ? shares[neuron] : 0)));
    const ring = rings?.[layer - 1];
    // The sum should go against its gradient.
    const wish = ring && neuron < ring.deltas.length ? -ring.deltas[neuron] : null;
    if (wish === null) lamp.removeAttribute("style");
    else lamp.setAttribute("style", `stroke: ${css(signed(wish, ring.scale, palette.line))}; stroke-width: ${1.5 + 3 * Math.abs(wish) / (ring.scale || 1)}`);
    const isNamed = output && session.interpretation === "classLogits";
    let name = text(isNamed ? "network.output" : "network.neuron", { layer, neuron, name: session.classes[neuron], value: isNamed ? share(value) : short(value, 2) });
    if (wish !== null) name += text(`network.wish.${wish > 0 ? "rise" : wish < 0 ? "fall" : "stay"}`, { value: short(-wish, 4) });
    if (host.getAttribute("aria-label") !== name) host.setAttribute("aria-label", name);
    output?.set(value);
  }
}
