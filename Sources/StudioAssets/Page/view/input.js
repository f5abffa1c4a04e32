// The left card: what the network reads, what it answers, and how the one becomes the numbers of the other.

import { text } from "../texts/index.js";
import { element } from "./element.js";
import { mountAnswer } from "./input/answer.js";
import { mountControls } from "./input/controls.js";
import { mountFiles } from "./input/files.js";
import { mountPad } from "./input/pad.js";
import { mountWay } from "./input/way.js";

export function mountInput(host, studio) {
  const title = element("h2");
  const pad = mountPad(studio);
  let plane = null;
  const way = mountWay(studio);
  host.append(
    title, pad.host,
    mountControls(studio, pad, mountFiles(studio, host)),
    mountAnswer(studio), way,
  );
  const showPlane = async () => {
    const { mountPlane } = await import("./input/plane.js");
    if (!plane) pad.host.after(plane = mountPlane(studio));
    plane.hidden = studio.state.session?.kind !== "points";
  };
  studio.store.watch(["session"], ({ session }) => {
    const isPlane = session?.kind === "points";
    title.textContent = text(isPlane ? "input.planeTitle" : "input.title");
    pad.host.hidden = way.hidden = isPlane;
    if (isPlane || plane) showPlane();
  });
}
