// The top of the page: its name, the tour, and what can be taken away.

import { text } from "../texts/index.js";
import { element } from "./element.js";
import { notices, shareButton, themeButton } from "./general.js";

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

  const { tell } = notices(notice, studio);
  const share = shareButton(studio, tell, () => (studio.state.recipeIsWhole ? null : text("general.tooLong")));

  host.append(
    element("h1", {}, text("general.title")),
    element("button", { id: "tour-button", onclick: () => studio.store.set({ scene: studio.state.scene ? null : "neuron" }) }, text("general.tour")),
    share,
    element("div", { class: "menu" }, opener, menu),
    themeButton(studio),
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
}
