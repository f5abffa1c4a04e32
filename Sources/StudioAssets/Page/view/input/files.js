// Picture files: chosen, dropped on the card, or pasted.

import { text } from "../../texts/index.js";
import { base64 } from "../../model/engine.js";
import { element } from "../element.js";

const most = 8_000_000;
/// A picture that the engine does not read, or a very large one, is redrawn with at most so many pixels a side.
const side = 1200;
const known = /\.(png|jpe?g|bmp|pgm)$|^image\/(png|jpeg|bmp|x-portable-graymap)$/i;

/// The picture as PNG, made by the browser; null where it cannot.
async function redrawn(file) {
  const picture = await createImageBitmap(file).catch(() => null);
  if (!picture) return null;
  const scale = Math.min(1, side / Math.max(picture.width, picture.height));
  const canvas = element("canvas", { width: Math.ceil(picture.width * scale), height: Math.ceil(picture.height * scale) });
  const context = canvas.getContext("2d");
  context.fillStyle = "#fff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => canvas.toBlob(done, "image/png"));
}

async function read(studio, file) {
  const isKnown = known.test(file.type) || known.test(file.name ?? "");
  const whole = isKnown && file.size <= most ? file : await redrawn(file) ?? file;
  if (whole.size > most) studio.refuseInput(text("input.files.large", { size: (whole.size / 1e6).toFixed(1) }));
  else await studio.readPicture(base64(new Uint8Array(await whole.arrayBuffer())));
}

/// The button that opens a picture file; `card` takes files that are dropped, and the page those pasted.
export function mountFiles(studio, card) {
  const takesPictures = () => studio.state.session?.kind === "pictures";
  const take = (list) => {
    const file = [...(list ?? [])][0];
    if (file) read(studio, file); else studio.refuseInput(text("input.files.none"));
  };
  const chooser = element("input", {
    type: "file", accept: ".png,.jpg,.jpeg,.bmp,.pgm,image/*", hidden: true, "aria-label": text("input.picture"),
    onchange: () => { if (chooser.files.length) take(chooser.files); chooser.value = ""; },
  });
  const button = element("button", { id: "picture", onclick: () => chooser.click() }, text("input.picture"));

  card.addEventListener("dragover", (event) => {
    if (!takesPictures()) return;
    event.preventDefault();
    card.dataset.drop = text("input.drop");
  });
  card.addEventListener("dragleave", (event) => { if (!card.contains(event.relatedTarget)) delete card.dataset.drop; });
  card.addEventListener("drop", (event) => {
    if (!takesPictures()) return;
    event.preventDefault();
    delete card.dataset.drop;
    take(event.dataTransfer.files);
  });
  addEventListener("paste", (event) => {
    if (!takesPictures() || event.target.closest?.("input, textarea") || !event.clipboardData?.files.length) return;
    event.preventDefault();
    take(event.clipboardData.files);
  });
  return [button, chooser];
}
