// Points at the real parts of the page: by a soft outline, and by bringing them into view.

const parts = ["input", "network", "selected", "learning"];

export function pointOut(names) {
  for (const name of parts) document.getElementById(name).classList.toggle("pointed-at", names.includes(name));
}

/// Brings a part into view, as far as it is not.
export const show = (name) => document.getElementById(name).scrollIntoView({ block: "nearest" });
