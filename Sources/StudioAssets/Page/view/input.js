// The left card: what the network reads, what it answers, and how the one becomes the numbers of the other.

import { text } from "../texts/index.js";
import { followPlane } from "../model/planes.js";
import { element } from "./element.js";
import { mountAnswer } from "./input/answer.js";
import { mountControls } from "./input/controls.js";
import { mountFiles } from "./input/files.js";
import { mountPad } from "./input/pad.js";
import { mountPlane } from "./input/plane.js";
import { mountWay } from "./input/way.js";

export function mountInput(host, studio) {
  followPlane(studio);
  const title = element("h2");
  const pad = mountPad(studio);
  const plane = mountPlane(studio);
  const way = mountWay(studio);
  host.append(
    title, pad.host, plane,
    mountControls(studio, pad, mountFiles(studio, host)),
    mountAnswer(studio), way,
  );
  studio.store.watch(["session"], ({ session }) => {
    const isPlane = session?.kind === "points";
    title.textContent = text(isPlane ? "input.planeTitle" : "input.title");
    pad.host.hidden = way.hidden = isPlane;
    plane.hidden = !isPlane;
  });
}
