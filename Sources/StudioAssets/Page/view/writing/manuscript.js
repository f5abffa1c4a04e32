// The text, token by token, and over it the lines of attention. A token is pointed at by pointer or arrow keys, and
// looked at by a click or Enter.

import { text } from "../../texts/index.js";
import { element, onceAFrame } from "../element.js";
import { attentionPanel } from "./attention.js";
import { Lines } from "./lines.js";
import { spokenName } from "./words.js";

const keys = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity };

export function mountManuscript(host, writer) {
  const { store } = writer;
  const end = element("span", { class: "token next", role: "option", tabindex: "-1", "aria-label": text("writing.text.end") });
  const list = element("div", { class: "tokens", role: "listbox", "aria-label": text("writing.text.label") }, end);
  const lines = new Lines(list);
  const paper = element("div", { class: "paper" }, list, lines.node);
  const follow = element("button", { id: "follow", onclick: () => writer.select(null) }, text("writing.text.follow"));
  const nodes = [];
  let shown = [];
  let shownGiven = -1;

  const at = (place) => nodes[place] ?? end;
  const placeOf = (target) => {
    const token = target.closest?.(".token");
    if (!token) return null;
    return token === end ? shown.length : Number(token.dataset.place);
  };

  /// Brings the tokens up to date: what stays is left alone, for it may have the focus.
  function write({ pieces, given }) {
    let same = 0;
    while (same < pieces.length && shown[same] === pieces[same]) same++;
    while (nodes.length > same) nodes.pop().remove();
    for (let place = same; place < pieces.length; place++) {
      const node = token(pieces[place], place);
      nodes.push(node);
      end.before(node);
    }
    if (same < shown.length || given !== shownGiven) same = 0;
    for (let place = same; place < pieces.length; place++) {
      const isGiven = place < given;
      nodes[place].classList.toggle("given", isGiven);
      nodes[place].setAttribute("aria-label", text(isGiven ? "writing.text.given" : "writing.text.drawn", { name: spokenName(pieces[place].name) }));
    }
    [shown, shownGiven] = [pieces, given];
  }

  function token(piece, place) {
    const isHidden = piece.text === "";
    // A line end is seen before it ends the line; what adds no text is seen by its name.
    const words = isHidden ? piece.name : piece.text.replaceAll("\n", "↵\n");
    const name = isHidden || piece.text.includes("\n") ? "token sign" : "token";
    return element("span", { class: name, role: "option", tabindex: "-1", "data-place": place }, words);
  }

  let chosen = null;
  const draw = onceAFrame(() => {
    const { pieces, place, isRunning } = store.state;
    if (pieces !== shown || store.state.given !== shownGiven) write(store.state);
    const now = at(writer.place);
    if (chosen !== now) {
      chosen?.setAttribute("aria-selected", "false");
      if (chosen) chosen.tabIndex = -1;
      now.setAttribute("aria-selected", "true");
      now.tabIndex = 0;
      chosen = now;
    }
    follow.hidden = place === null;
    paper.dataset.running = isRunning;
    if (isRunning) paper.scrollTop = paper.scrollHeight;
    drawLines();
  });
  const drawLines = () => {
    const { attention, layer, head, model } = store.state;
    const place = writer.lookedAt;
    for (const node of list.querySelectorAll(".pointed-at")) node.classList.remove("pointed-at");
    at(place).classList.add("pointed-at");
    if (!model?.attention.length || attention?.place !== place) return lines.clear();
    const found = attention.layers[Math.min(layer, attention.layers.length - 1)];
    lines.show(at(place), nodes.slice(attention.start, place), head === "mean" ? found.mean : found.heads[Math.min(head, found.heads.length - 1)]);
  };

  list.addEventListener("pointerover", (event) => { const place = placeOf(event.target); if (place !== null) writer.hover(place); });
  list.addEventListener("pointerleave", () => writer.hover(null));
  list.addEventListener("focusin", (event) => { const place = placeOf(event.target); if (place !== null) writer.hover(place); });
  list.addEventListener("focusout", () => writer.hover(null));
  list.addEventListener("click", (event) => { const place = placeOf(event.target); if (place !== null) look(place); });
  list.addEventListener("keydown", (event) => {
    const place = placeOf(event.target);
    if (place === null) return;
    if (event.key === "Enter" || event.key === " ") look(place);
    else if (event.key === "Escape") writer.select(null);
    else if (Object.hasOwn(keys, event.key)) at(Math.max(0, Math.min(shown.length, place + keys[event.key]))).focus();
    else if (event.key === "ArrowUp" || event.key === "ArrowDown") nextLine(place, event.key === "ArrowUp" ? -1 : 1)?.focus();
    else return;
    event.preventDefault();
  });
  // Writing goes on by itself; looking at a place stops it there.
  const look = (place) => { writer.pause(); writer.select(place); };

  /// The token above or below one.
  function nextLine(place, way) {
    const [x, y] = [at(place).offsetLeft, at(place).offsetTop];
    let best = null;
    for (let other = place + way; other >= 0 && other <= shown.length; other += way) {
      const node = at(other);
      if (node.offsetTop === y) continue;
      if (best && node.offsetTop !== best.offsetTop) break;
      if (!best || Math.abs(node.offsetLeft - x) < Math.abs(best.offsetLeft - x)) best = node;
    }
    return best;
  }

  host.append(element("div", { class: "row spread" }, element("h2", {}, text("writing.text.title")), follow), paper, attentionPanel(writer));
  store.watch(["pieces", "given", "place", "hovered", "attention", "layer", "head", "isRunning", "theme", "model"], draw);
  new ResizeObserver(draw).observe(paper);
}
