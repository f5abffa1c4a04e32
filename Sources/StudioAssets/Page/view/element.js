// Small helpers to make parts of the page.

/// An element: `element("button", {class: "main", onclick: run}, "Run")`. Attributes that are null or
/// false are left out; functions are listeners; `data-…`, `aria-…` and all others are attributes.
export function element(name, attributes = {}, ...children) {
  return fill(document.createElement(name), attributes, children);
}

/// The same for pictures made of shapes.
export function shape(name, attributes = {}, ...children) {
  return fill(document.createElementNS("http://www.w3.org/2000/svg", name), attributes, children);
}

function fill(result, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") result.addEventListener(name.replace(/^on/, ""), value);
    else result.setAttribute(name, value === true ? "" : value);
  }
  result.append(...children.filter((child) => child !== null && child !== undefined));
  return result;
}

/// Draws at the next frame, however often it is asked before.
export function onceAFrame(draw) {
  let isAsked = false;
  return () => {
    if (isAsked) return;
    isAsked = true;
    requestAnimationFrame(() => { isAsked = false; draw(); });
  };
}

/// Puts words into a part, and leaves it alone where it says them already.
export function say(part, words) {
  if (part.textContent !== words) part.textContent = words;
}
