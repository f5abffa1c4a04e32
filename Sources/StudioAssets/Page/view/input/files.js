// Picture files: chosen, dropped on the card, or pasted.

import { text } from "../../texts/index.js";
import { base64 } from "../../model/engine.js";
import { element } from "../element.js";

const most = 8_000_000;
/// A picture that the engine does not read, or a very large one, is redrawn with at most so many pixels a side.
const side = 1200;

/// Whether the first bytes are those of PNG, JPEG, BMP or PGM: names of files say nothing.
async function isKnown(file) {
  const [first, second] = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  return [[0x89, 0x50], [0xff, 0xd8], [0x42, 0x4d], [0x50, 0x32], [0x50, 0x35]].some(([one, two]) => first === one && second === two);
}

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
  const whole = file.size <= most && await isKnown(file) ? file : await redrawn(file);
  if (!whole) studio.refuseInput(text("input.files.none"));
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
