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

/// Draws once a frame at most, however often it is asked: at once if it has not drawn for a frame's time,
/// so that the coming frame has less to do, else at the next frame.
export function onceAFrame(draw) {
  const frame = 14;
  let isAsked = false;
  let drawnAt = -frame;
  const work = () => { drawnAt = performance.now(); draw(); };
  return () => {
    if (isAsked) return;
    isAsked = true;
    const after = (act) => () => { isAsked = false; act(); };
    // The rest of what has changed at this moment comes first.
    if (performance.now() - drawnAt > frame) queueMicrotask(after(work));
    else requestAnimationFrame(after(work));
  };
}

/// Puts words into a part, and leaves it alone where it says them already.
export function say(part, words) {
  if (part.textContent !== words) part.textContent = words;
}
