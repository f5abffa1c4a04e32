// Going through the network by keys: up and down in a layer, left and right between layers.

const moves = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };

/// The neuron at the same height of another layer.
function across(figure, node, layer) {
  return layer.nodes.reduce((best, other) => (Math.abs(other.y - node.y) < Math.abs(best.y - node.y) ? other : best));
}

/// Handles keys on the figure. `host` has figure(), focus(layer, neuron), focusInput(), choose(layer, neuron), clear().
export function mountKeys(svg, host) {
  svg.addEventListener("keydown", (event) => {
    const mark = event.target.closest("[data-neuron]");
    if (!mark) return;
    const [number, neuron] = [Number(mark.dataset.layer), Number(mark.dataset.neuron)];
    if (event.key === "Enter" || event.key === " ") host.choose(number, neuron);
    else if (event.key === "Escape") host.clear();
    else if (event.key === "Home") host.focus(number, 0);
    else if (event.key === "End") host.focus(number, host.units(number) - 1);
    else if (moves[event.key]) {
      const [aside, down] = moves[event.key];
      if (down) host.focus(number, Math.max(0, Math.min(host.units(number) - 1, neuron + down)));
      else {
        const figure = host.figure();
        const present = (number ? figure.layers[number - 1].nodes : figure.input.nodes).find((node) => node.neuron === neuron);
        const other = number + aside;
        if (other === 0 && figure.isPictures) host.focusInput();
        else {
          const layer = other === 0 ? figure.input : figure.layers[other - 1];
          if (layer && present) host.focus(other, across(figure, present, layer).neuron);
        }
      }
    } else return;
    event.preventDefault();
  });
}
