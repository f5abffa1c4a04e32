// Points at the real parts of the page: a soft outline, and into view if none of it is to be seen.

const parts = ["input", "network", "selected", "learning"];

export function pointOut(names) {
  for (const name of parts) document.getElementById(name).classList.toggle("pointed-at", names.includes(name));
}

/// Brings a part into view, unless enough of it is there.
export function show(name) {
  const part = document.getElementById(name);
  const covered = Math.max(0, document.querySelector("#tour.pointing")?.getBoundingClientRect().bottom ?? 0);
  const { top, bottom } = part.getBoundingClientRect();
  const visible = Math.min(bottom, innerHeight) - Math.max(top, covered);
  if (visible < Math.min(bottom - top, 240)) part.scrollIntoView({ block: "nearest" });
}
