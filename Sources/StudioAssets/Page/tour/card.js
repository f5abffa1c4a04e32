// The guided tour: a card above the page's parts that holds one scene at a time. Which one is in the
// state, and so in the address.

import { text } from "../texts/index.js";
import { element } from "../view/element.js";
import { Borrowed, whenOpen } from "./borrowed.js";
import { Stage } from "./stage.js";
import { pointOut } from "./spotlight.js";
import { scenes } from "./scenes/index.js";

export function mountCard(host, studio) {
  const go = (name) => studio.store.set({ scene: name });
  const beside = (distance) => scenes[scenes.findIndex(({ name }) => name === studio.state.scene) + distance];
  const turnPage = (distance) => {
    const next = beside(distance);
    if (next) go(next.name);
  };
  const close = () => {
    go(null);
    document.getElementById("tour-button")?.focus();
  };

  const title = element("h2", { id: "tour-title", tabindex: "-1" });
  const place = element("small", { class: "number" });
  const previous = element("button", { id: "tour-previous", onclick: () => turnPage(-1) }, text("tour.previous"));
  const next = element("button", { id: "tour-next", class: "main", onclick: () => turnPage(1) }, text("tour.next"));
  const dots = scenes.map(({ name }) => element("button", {
    class: "dot", "data-scene": name, onclick: () => go(name),
  }, element("span", {}, text(`tour.${name}.name`))));
  const header = element("header", {
    onkeydown: ({ key }) => { if (key === "ArrowLeft" || key === "ArrowRight") turnPage(key === "ArrowLeft" ? -1 : 1); },
  },
  element("div", { class: "heading" }, title, place),
  element("div", { class: "row" }, previous, next,
    element("button", { id: "tour-close", onclick: close }, text("tour.close"))),
  element("nav", { "aria-label": text("tour.scenes") }, element("ol", {}, ...dots.map((dot) => element("li", {}, dot)))));
  const lent = element("p", { class: "soft lent", hidden: true }, text("tour.lent"));
  const body = element("div", { class: "scene" });
  host.classList.add("card");
  host.setAttribute("aria-labelledby", "tour-title");
  host.append(header, body, lent);
  host.addEventListener("keydown", (event) => {
    // In a field, Escape is for what is being typed.
    if (event.key === "Escape" && !event.target.matches("input:not([type=range])")) close();
  });

  let shown = null;
  let stage = null;
  // What the tour as a whole has borrowed: a trained network, for those who come with another.
  let borrowed = new Borrowed(studio);
  // Scenes come and go one after the other, however fast one leafs through them.
  let work = Promise.resolve();
  const ends = (scene) => scene !== shown;

  studio.store.watch(["scene"], ({ scene: name }) => {
    const scene = scenes.find((one) => one.name === name) ?? null;
    // An address may name a scene that there is not.
    if (!scene && name !== null) go(null);
    if (scene === shown) return;
    const isBeginning = shown === null;
    shown = scene;
    host.hidden = scene === null;
    document.body.classList.toggle("touring", scene !== null);
    host.classList.toggle("pointing", Boolean(scene?.points));
    if (scene) showHeader(scene, isBeginning);
    pointOut(scene?.points ?? []);
    stage?.end();
    body.replaceChildren();
    work = work.then(() => change(scene)).catch((error) => console.error(error));
  });

  function showHeader(scene, isBeginning) {
    const at = scenes.indexOf(scene);
    host.dataset.scene = scene.name;
    title.textContent = text(`tour.${scene.name}.title`);
    place.textContent = text("tour.place", { number: at + 1, count: scenes.length });
    previous.disabled = at === 0;
    next.disabled = at === scenes.length - 1;
    for (const dot of dots) {
      if (dot.dataset.scene === scene.name) dot.setAttribute("aria-current", "step");
      else dot.removeAttribute("aria-current");
    }
    // Whoever turned the page by its buttons stays there; a disabled one would lose the keyboard.
    if (isBeginning || document.activeElement?.disabled) title.focus({ preventScroll: true });
    if (isBeginning) host.scrollIntoView({ block: "nearest" });
  }

  async function change(scene) {
    await stage?.putBack();
    stage = null;
    if (!scene) {
      await borrowed.giveBack();
      borrowed = new Borrowed(studio);
      lent.hidden = true;
    }
    if (ends(scene) || !scene) return;
    const coming = new Stage(studio);
    if (scene.needs) {
      body.replaceChildren(element("p", { class: "soft" }, text("tour.opening")));
      await whenOpen(studio);
      if (ends(scene)) return;
      await borrowed.trainedPictures();
      if (ends(scene)) return;
      if (scene.needs === "fresh") await coming.borrowed.freshPictures(scene.learns);
    }
    lent.hidden = !(borrowed.hasSession || coming.borrowed.hasSession);
    stage = coming;
    if (ends(scene)) return;
    body.replaceChildren(...scene.build(stage).filter(Boolean));
    pointOut(scene.points ?? []);
  }
}
