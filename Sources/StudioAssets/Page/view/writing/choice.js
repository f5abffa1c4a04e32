// What might stand at the place that is looked at: a bar for each of the likeliest tokens, and one for all others. The
// one that came is marked; a click goes on with another.

import { text } from "../../texts/index.js";
import { element, onceAFrame, say } from "../element.js";
import { percent } from "../numbers.js";
import { quoted, spokenName } from "./words.js";

/// Figures enough to tell small shares from none.
const shareOf = (value) => percent(value, value > 0 && value < 0.001 ? 3 : 1);

export function mountChoice(host, writer) {
  const { store } = writer;
  const where = element("p", { class: "where" });
  const rows = element("ol", { class: "candidates" });
  const others = row("div", null);
  const rank = element("p", { class: "soft rank" });
  const caption = element("p", { class: "soft" });
  const made = [];
  host.append(element("h2", {}, text("writing.choice.title")), where, rows,
    element("div", { class: "others" }, others.part), rank, caption);

  function make() {
    const made = row("button", () => writer.branch(Number(made.part.dataset.token)));
    rows.append(element("li", {}, made.part));
    return made;
  }

  function fill({ part, name, bar, number, mark }, words, value, marked) {
    say(name, words);
    bar.style.transform = `scaleX(${Math.max(0, Math.min(1, value))})`;
    say(number, shareOf(value));
    say(mark, marked ?? "");
    part.classList.toggle("drawn", Boolean(marked));
    part.dataset.value = value;
  }

  const draw = onceAFrame(() => {
    const { choice, pieces, given } = store.state;
    const { place } = writer;
    const isFirst = place < 1;
    host.toggleAttribute("data-empty", isFirst);
    if (isFirst) return say(where, text("writing.choice.none"));
    if (!choice || choice.place !== place) return;
    const drawn = pieces[place];
    say(where, drawn ? text("writing.choice.here", { name: quoted(spokenName(drawn.name)), place: place + 1 }) : text("writing.choice.next", { place: place + 1 }));
    say(caption, text(drawn ? "writing.choice.caption" : "writing.choice.captionNext"));
    const mark = text(place < given ? "writing.choice.given" : "writing.choice.drawn");
    // What came is shown although it was not likely.
    const shown = [...choice.candidates];
    const isAmong = choice.drawn && choice.drawn.rank < shown.length;
    if (choice.drawn && !isAmong) shown.push(choice.drawn);
    while (made.length < shown.length) made.push(make());
    made.forEach((row, index) => {
      const candidate = shown[index];
      row.part.parentNode.hidden = !candidate;
      if (!candidate) return;
      const isDrawn = candidate.token === drawn?.token;
      fill(row, candidate.name, candidate.probability, isDrawn ? mark : null);
      row.part.dataset.token = candidate.token;
      row.part.setAttribute("aria-label", text(isDrawn ? "writing.choice.chosen" : "writing.choice.use", {
        name: spokenName(candidate.name), share: shareOf(candidate.probability), mark,
      }));
    });
    const rest = choice.others;
    others.part.parentNode.hidden = rest.count === 0;
    fill(others, text(rest.count === 1 ? "writing.choice.othersOne" : "writing.choice.others", { count: rest.count }), rest.probability, null);
    const likelier = choice.drawn?.rank ?? 0;
    say(rank, likelier ? text(likelier === 1 ? "writing.choice.rankOne" : "writing.choice.rank", { count: likelier }) : "");
  });
  store.watch(["choice", "pieces", "place", "given"], draw);
}

function row(kind, act) {
  const name = element("span", { class: "name" });
  const bar = element("span", {});
  const number = element("span", { class: "number" });
  const mark = element("span", { class: "mark" });
  const part = element(kind, { class: "candidate", ...(act ? { onclick: act } : {}) },
    name, element("span", { class: "bar", "aria-hidden": "true" }, bar), number, mark);
  return { part, name, bar, number, mark };
}
