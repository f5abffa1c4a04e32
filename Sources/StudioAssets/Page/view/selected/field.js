// One number for each input of a neuron: as a picture where the inputs are pixels, else as bars.

import { text } from "../../texts/index.js";
import { element } from "../element.js";
import { short } from "../numbers.js";
import { largest, paintSigned } from "../picture.js";
import { bars } from "./bars.js";
import { inputName, inputShort } from "./names.js";
import { pointable, scale } from "./pointable.js";

/// More bars than this tell nothing; the largest are shown.
export const mostBars = 32;

export const seesPixels = (session, layer) => layer === 1 && session.kind === "pictures" && session.inputShape.length === 2;

/// `name` is what it shows, `describe(input)` says what is under the pointer (null for nothing),
/// `choose(input)` is called for what is clicked. `update(session, layer, values, chosen)` shows values.
export function inputField({ name, describe, choose = null, digits = 2 }) {
  const root = element("div");
  const legend = scale();
  let made = "";
  let map = null;
  let shown = null;
  let marked = null;

  root.update = (session, layer, values, chosen = null) => {
    const isPicture = seesPixels(session, layer);
    if (made !== `${session.id} ${isPicture}`) {
      made = `${session.id} ${isPicture}`;
      const [rows, columns] = session.inputShape;
      map = isPicture ? pointable({ columns, rows, name: text("selected.field.keys", { name }), describe, choose }) : null;
      shown = isPicture ? null : bars({ label: name, choose, digits });
      marked = null;
      root.replaceChildren(...(isPicture ? [map.root, legend] : [shown]));
    }
    const size = largest(values);
    if (isPicture) {
      paintSigned(map.canvas, values, size);
      legend.update(short(size));
      if (marked !== chosen) map.mark(marked = chosen);
      else map.refresh();
      return;
    }
    let inputs = [...values.keys()];
    if (inputs.length > mostBars) inputs = inputs.sort((one, other) => Math.abs(values[other]) - Math.abs(values[one])).slice(0, mostBars);
    shown.update(inputs.map((input) => ({
      key: input, value: values[input], chosen: input === chosen, name: layer > 1 ? `${input}` : inputShort(session, 1, input),
      title: text("selected.field.from", { name: inputName(session, layer, input) }),
    })), size);
  };
  root.refresh = () => map?.refresh();
  return root;
}
