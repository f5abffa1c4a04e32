// The top of the page: its name, the tour, what can be taken away, and complaints.

import { text } from "../texts/index.js";
import { element } from "./element.js";
import { refreshPalette } from "./colours.js";

const files = ["model.safetensors", "model.swift", "model.c", "model.py", "model.js", "curves.csv"];

export function mountMasthead(host, notice, studio) {
  const menu = element("div", { class: "card", hidden: true });
  const opener = element("button", { id: "take-away", "aria-expanded": "false", onclick: () => show(menu.hidden) }, text("general.takeAway"));
  const show = (isOpen) => {
    menu.hidden = !isOpen;
    opener.setAttribute("aria-expanded", `${isOpen}`);
  };
  addEventListener("keydown", (event) => { if (event.key === "Escape") show(false); });
  addEventListener("click", (event) => { if (!event.target.closest(".menu")) show(false); });

  const share = element("button", {
    onclick: async () => {
      if (!studio.state.recipeIsWhole) return tell(text("general.tooLong"));
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

  // What is told for a while stands beside a complaint, and goes alone.
  let complaint = [];
  let told = null;
  const showNotice = () => notice.replaceChildren(...complaint, ...(told ? [told] : []));
  const dismiss = (act) => element("button", { onclick: act }, text("general.dismiss"));
  function tell(words, milliseconds = 5000) {
    const mine = element("div", { class: "told" }, words);
    const end = () => { if (told === mine) { told = null; showNotice(); } };
    if (milliseconds === Infinity) mine.append(dismiss(end));
    else setTimeout(end, milliseconds);
    told = mine;
    showNotice();
  }

  const theme = element("button", {
    onclick: () => {
      const root = document.documentElement;
      const isDark = getComputedStyle(root).colorScheme === "dark";
      root.dataset.theme = isDark ? "light" : "dark";
      refreshPalette();
      studio.store.set({ theme: root.dataset.theme });
    },
  }, text("general.theme"));
  // What is painted is painted anew when the system's theme changes.
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    studio.store.set({ theme: getComputedStyle(document.documentElement).colorScheme });
  });

  host.append(
    element("h1", {}, text("general.title")),
    element("button", { id: "tour-button", onclick: () => studio.store.set({ scene: studio.state.scene ? null : "neuron" }) }, text("general.tour")),
    share,
    element("div", { class: "menu" }, opener, menu),
    theme,
  );

  studio.store.watch(["session"], ({ session }) => {
    menu.replaceChildren(...(session ? [
      ...files.map((file) => element("a", {
        href: studio.session.exportAddress(file), download: file,
      }, text(`general.files.${file.replace(".", "_")}`))),
      ...["svg", "png"].map((kind) => element("button", {
        "data-export": kind, onclick: async () => (await import("./network/export.js")).saveNetwork(studio, kind),
      }, text(`general.files.network_${kind}`))),
    ] : []));
  });
  studio.store.watch(["problem"], ({ problem }) => {
    complaint = problem ? [problem, dismiss(() => studio.store.set({ problem: null }))] : [];
    showNotice();
  });
}
