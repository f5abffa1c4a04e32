// Small pictures beside neurons: the weights from each pixel, or, for data in the plane, the activation
// at every place.

import { bytes } from "../../model/engine.js";
import { element } from "../element.js";
import { paintSigned, picture } from "../picture.js";

/// The pictures of a figure: `{hosts, paint(state)}`.
export function thumbs(figure) {
  const list = figure.layers.filter(({ thumb, map }) => thumb && !map).flatMap((layer) => layer.nodes.map(({ neuron, y }) => {
    const canvas = picture(...(figure.isPictures ? [figure.shape[1], figure.shape[0]] : [1, 1]), "", "picture thumb");
    canvas.setAttribute("aria-hidden", "true");
    canvas.removeAttribute("role");
    canvas.removeAttribute("aria-label");
    Object.assign(canvas.style, { left: `${layer.entry}px`, top: `${y - layer.thumb / 2}px`, width: `${layer.thumb}px`, height: `${layer.thumb}px` });
    return { layer, neuron, canvas };
  }));

  return {
    hosts: list.map(({ canvas }) => canvas),
    list,
    /// Paints them: `values` are the lines' numbers of each layer, `plane` what the engine says of the plane.
    paint(values, plane) {
      for (const { layer, neuron, canvas } of list) {
        if (figure.isPictures) {
          const all = values[layer.number - 1];
          if (all) paintSigned(canvas, all.subarray(neuron * layer.inputs, (neuron + 1) * layer.inputs));
        } else if (plane?.neurons[layer.number - 1]?.[neuron]) {
          if (canvas.width !== plane.size) canvas.width = canvas.height = plane.size;
          // Bytes from 0 to 255 stand for −1…1.
          paintSigned(canvas, Float32Array.from(bytes(plane.neurons[layer.number - 1][neuron]), (byte) => byte / 127.5 - 1), 1);
        }
      }
    },
  };
}
