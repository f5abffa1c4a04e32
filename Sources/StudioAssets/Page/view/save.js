// Pictures of the page as files.

import { element, shape } from "./element.js";

const properties = [
  "fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "stroke-linejoin", "opacity",
  "display", "font-family", "font-size", "font-weight", "font-style", "text-anchor",
];

/// An SVG element as a document of its own: the look that the page's style gives it is written into it.
function standalone(svg) {
  const copy = svg.cloneNode(true);
  const originals = [svg, ...svg.querySelectorAll("*")];
  const copies = [copy, ...copy.querySelectorAll("*")];
  originals.forEach((original, index) => {
    const style = getComputedStyle(original);
    // A file is only looked at.
    for (const { name } of [...copies[index].attributes]) if (/^(style|class|role|tabindex|aria-.*)$/.test(name)) copies[index].removeAttribute(name);
    for (const name of properties) copies[index].setAttribute(name, style.getPropertyValue(name));
  });
  const { width, height } = svg.getBoundingClientRect();
  for (const [name, value] of Object.entries({ xmlns: "http://www.w3.org/2000/svg", width, height })) copy.setAttribute(name, value);
  const paper = getComputedStyle(document.documentElement).getPropertyValue("--paper").trim();
  const [x, y, columns, rows] = svg.getAttribute("viewBox").split(" ");
  copy.prepend(shape("rect", { x, y, width: columns, height: rows, fill: paper }));
  return { source: new Blob([new XMLSerializer().serializeToString(copy)], { type: "image/svg+xml" }), width, height };
}

/// Hands a file to the person.
export function save(blob, name) {
  const address = URL.createObjectURL(blob);
  element("a", { href: address, download: name }).click();
  // The browser has taken it over by then.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/// An SVG document of the given size as a PNG file with two pixels per unit.
export async function bitmap(source, width, height) {
  const sheet = new Image();
  const address = URL.createObjectURL(source);
  try {
    sheet.src = address;
    await sheet.decode();
  } finally {
    URL.revokeObjectURL(address);
  }
  const canvas = element("canvas", { width: Math.ceil(2 * width), height: Math.ceil(2 * height) });
  canvas.getContext("2d").drawImage(sheet, 0, 0, 2 * width, 2 * height);
  return new Promise((done) => canvas.toBlob(done, "image/png"));
}

/// Saves an SVG element of the page as `curves.svg` or `curves.png`: the name's end says which.
export async function savePicture(svg, name) {
  const { source, width, height } = standalone(svg);
  save(name.endsWith(".svg") ? source : await bitmap(source, width, height), name);
}
