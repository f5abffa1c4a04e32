// Pictures of the page as files.

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
    copies[index].removeAttribute("style");
    copies[index].removeAttribute("class");
    for (const name of properties) copies[index].setAttribute(name, style.getPropertyValue(name));
  });
  const { width, height } = svg.getBoundingClientRect();
  for (const [name, value] of Object.entries({ xmlns: "http://www.w3.org/2000/svg", width, height })) copy.setAttribute(name, value);
  const ground = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  const paper = getComputedStyle(document.documentElement).getPropertyValue("--paper").trim();
  const [x, y, w, h] = (svg.getAttribute("viewBox") ?? `0 0 ${width} ${height}`).split(" ");
  for (const [name, value] of Object.entries({ x, y, width: w, height: h, fill: paper })) ground.setAttribute(name, value);
  copy.prepend(ground);
  return { text: new XMLSerializer().serializeToString(copy), width, height };
}

function download(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

/// Saves an SVG element as a file of shapes.
export function saveAsShapes(svg, name) {
  download(new Blob([standalone(svg).text], { type: "image/svg+xml" }), name);
}

/// Saves an SVG element as a bitmap with `scale` pixels per unit.
export async function saveAsBitmap(svg, name, scale = 2) {
  const { text, width, height } = standalone(svg);
  const address = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
  const image = new Image();
  image.src = address;
  await image.decode();
  const canvas = Object.assign(document.createElement("canvas"), { width: width * scale, height: height * scale });
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(address);
  canvas.toBlob((blob) => download(blob, name), "image/png");
}
