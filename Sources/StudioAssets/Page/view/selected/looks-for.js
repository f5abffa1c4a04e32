// What a neuron looks for: its incoming weights, as a picture over the pixels or as bars.

import { text } from "../../texts/index.js";
import { element } from "../element.js";
import { largest, paintSigned } from "../picture.js";
import { count, short, withSign } from "../numbers.js";
import { bars } from "./bars.js";
import { inputName, inputShort } from "./names.js";
import { pointable, scale } from "./pointable.js";

/// More bars than this tell nothing; the largest are shown.
const mostBars = 32;

export function looksFor(studio) {
  const words = element("p", { class: "soft" });
  const host = element("div");
  const root = element("section", { class: "looks-for" }, element("h3", {}, text("selected.looksFor.title")), words, host);
  let shown = null;

  const choose = (input) => {
    const { layer, neuron, term } = studio.state.selected;
    studio.select(layer, neuron, term === input ? null : input);
  };

  function weights() {
    const { selected, session, weights } = studio.state;
    const layer = session.layers[selected.layer - 1];
    const all = weights?.tensors[`${layer.path}.weight`]?.values;
    return all?.subarray(selected.neuron * layer.inputs, (selected.neuron + 1) * layer.inputs) ?? null;
  }

  /// What came in at an input, as far as it is known.
  function activation(input) {
    const { selected, answer } = studio.state;
    if (!answer) return null;
    if (selected.layer > 1) return answer.layers[selected.layer - 2].activations[input];
    return studio.state.explanation?.terms.find((term) => term.input === input)?.activation ?? null;
  }

  function describe(input) {
    const { selected, session } = studio.state;
    if (input === null) return text("selected.looksFor.point");
    const weight = weights()?.[input];
    if (weight === undefined) return "";
    const values = { name: inputName(session, selected.layer, input), weight: withSign(weight) };
    const came = activation(input);
    return came === null ? text("selected.looksFor.pixelAlone", values)
      : text("selected.looksFor.pixel", { ...values, activation: short(came), product: withSign(weight * came) });
  }

  function make(isPicture) {
    const { session } = studio.state;
    const [rows, columns] = session.inputShape;
    shown = { isPicture, session: session.id, rows, columns };
    if (isPicture) {
      shown.map = pointable({ columns, rows, name: text("selected.looksFor.picture"), describe, choose });
      shown.scale = scale();
      host.replaceChildren(shown.map.root, shown.scale);
    } else {
      shown.bars = bars({ label: text("selected.looksFor.title"), choose });
      host.replaceChildren(shown.bars);
    }
  }

  root.update = () => {
    const { selected, session } = studio.state;
    const isPicture = selected.layer === 1 && session.kind === "pictures" && session.inputShape.length === 2;
    if (shown?.isPicture !== isPicture || shown.session !== session.id) make(isPicture);
    const values = weights();
    if (!values) return;
    const size = largest(values);
    const say = text(isPicture ? "selected.looksFor.pictureWords" : values.length > mostBars ? "selected.looksFor.mostBars" : "selected.looksFor.bars", { count: count(mostBars), all: count(values.length) });
    if (words.textContent !== say) words.textContent = say;
    if (isPicture) {
      paintSigned(shown.map.canvas, values, size);
      shown.scale.update(short(size, 2));
      if (shown.marked !== selected.term) shown.map.mark(shown.marked = selected.term);
      else shown.map.refresh();
    } else {
      let inputs = [...values.keys()];
      if (inputs.length > mostBars) inputs = inputs.sort((one, other) => Math.abs(values[other]) - Math.abs(values[one])).slice(0, mostBars);
      shown.bars.update(inputs.map((input) => ({
        key: input, value: values[input], chosen: input === selected.term,
        name: selected.layer > 1 ? `${input}` : inputShort(session, 1, input),
        title: text("selected.looksFor.weightFrom", { name: inputName(session, selected.layer, input) }),
      })), size);
    }
  };
  return root;
}
