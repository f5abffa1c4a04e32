// What the top of every page has: complaints, the address to copy, light or dark.

import { text } from "../texts/index.js";
import { element } from "./element.js";
import { refreshPalette } from "./colours.js";

/// Shows what the page complains of. `tell(words)` says something for a while beside it.
export function notices(host, studio) {
  let complaint = [];
  let told = null;
  const show = () => host.replaceChildren(...complaint, ...(told ? [told] : []));
  const dismiss = (act) => element("button", { onclick: act }, text("general.dismiss"));
  function tell(words, milliseconds = 5000) {
    const mine = element("div", { class: "told" }, words);
    const end = () => { if (told === mine) { told = null; show(); } };
    if (milliseconds === Infinity) mine.append(dismiss(end));
    else setTimeout(end, milliseconds);
    told = mine;
    show();
  }
  studio.store.watch(["problem"], ({ problem }) => {
    complaint = problem ? [problem, dismiss(() => studio.store.set({ problem: null }))] : [];
    show();
  });
  return { tell };
}

/// Copies the address of what is seen, unless `refusal()` says why it would not be the whole of it.
export function shareButton(studio, tell, refusal = () => null) {
  return element("button", {
    onclick: async () => {
      const why = refusal();
      if (why) return tell(why);
      const href = studio.writeAddress();
      try {
        await navigator.clipboard.writeText(href);
        tell(text("general.shared"));
      } catch {
        // Not every browser lets a page write to the clipboard; a person always may.
        const field = element("input", { type: "text", class: "address", readonly: true, value: href, "aria-label": text("general.address") });
        tell(element("label", {}, text("general.copyYourself"), field), Infinity);
        field.select();
      }
    },
  }, text("general.share"));
}

/// Changes between light and dark.
export function themeButton(studio) {
  // What is painted is painted anew when the system's theme changes.
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    studio.store.set({ theme: getComputedStyle(document.documentElement).colorScheme });
  });
  return element("button", {
    onclick: () => {
      const root = document.documentElement;
      const isDark = getComputedStyle(root).colorScheme === "dark";
      root.dataset.theme = isDark ? "light" : "dark";
      refreshPalette();
      studio.store.set({ theme: root.dataset.theme });
    },
  }, text("general.theme"));
}
