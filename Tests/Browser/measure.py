"""Measures how quick the studio is; `make measure-studio` runs it. Times decide no test."""

import json
import os
import statistics
import subprocess
import tempfile
import time

from conftest import PROGRAM, Page, Studio, start_browser

# Draws a stroke point by point, and times each point until the answer to it, and the picture after that, are there.
STROKES = """
const done = arguments[0];
const pad = document.querySelector("#pad");
const box = pad.getBoundingClientRect();
const send = (kind, x, y) => pad.dispatchEvent(new PointerEvent(kind, {
  pointerId: 1, pointerType: "pen", isPrimary: true, bubbles: true, cancelable: true, buttons: 1,
  clientX: box.left + x * box.width, clientY: box.top + y * box.height }));
const frame = () => new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn, 0)));
const pause = (milliseconds) => new Promise((over) => setTimeout(over, milliseconds));
const answered = () => new Promise((over) => {
  let first = true;
  const end = studio.store.watch(["answer"], ({ answer }) => {
    if (first) { first = false; return; }
    if (!answer) return;
    queueMicrotask(() => end());
    over();
  });
});
(async () => {
  const toAnswer = [], toPicture = [];
  document.querySelector("#clear").click();
  send("pointerdown", 0.3, 0.15);
  for (let index = 1; index < 30; index++) send("pointermove", 0.3 + 0.4 * index / 30, 0.15);
  await pause(300);
  for (let index = 0; index < 240; index++) {
    const angle = index / 20;
    // Browsers hand out the pointer's moves as a frame begins.
    await new Promise((begun) => requestAnimationFrame(begun));
    const answer = answered();
    const start = performance.now();
    send("pointermove", 0.5 + 0.25 * Math.cos(angle), 0.55 + 0.25 * Math.sin(angle));
    await answer;
    toAnswer.push(performance.now() - start);
    await frame();
    toPicture.push(performance.now() - start);
    await pause(10 + index % 7);
  }
  done([toAnswer, toPicture]);
})();
"""


def pinned(core, *command):
    """A command on one core, where the system can do that."""
    return ["taskset", "-c", str(core), *command] if os.path.exists("/usr/bin/taskset") else list(command)


def launch(browser):
    """Seconds from the program's start to the first answer on a drawn digit."""
    start = time.monotonic()
    studio = Studio()
    browser.get(studio.address)
    Page(browser, studio.address).wait("return Boolean(window.studio?.session)")
    browser.execute_script(
        "studio.read({kind: 'drawing', strokes: [{width: 70, points: [200, 150, 800, 150, 500, 850]}]})"
    )
    Page(browser, studio.address).wait("return document.querySelector('#answer')?.dataset.answer === '7'")
    seconds = time.monotonic() - start
    return studio, seconds


def command_line_speed():
    """Examples per second of the command line's training on one thread: the median epoch."""
    with tempfile.TemporaryDirectory() as folder:
        lines = subprocess.check_output(
            pinned(0, PROGRAM, "train", "digits", "--json", "--threads", "1", "--output", f"{folder}/m.safetensors"),
            text=True,
        )
    epochs = [json.loads(line) for line in lines.splitlines()]
    return statistics.median(line["examples_per_second"] for line in epochs if "epoch" in line)


def page_speed(page):
    """Examples per second of the studio's training while the page draws, and the frames that it drew."""
    return page.browser.execute_async_script(
        """
        const done = arguments[0];
        let frames = 0, counts = true;
        const count = () => { frames += 1; if (counts) requestAnimationFrame(count); };
        (async () => {
          await studio.restart();
          await studio.run();
          await new Promise((over) => setTimeout(over, 700));
          requestAnimationFrame(count);
          const before = [studio.state.status.steps, performance.now()];
          await new Promise((over) => setTimeout(over, 3000));
          const after = [studio.state.status.steps, performance.now()];
          counts = false;
          await studio.pause();
          const seconds = (after[1] - before[1]) / 1000;
          done([32 * (after[0] - before[0]) / seconds, frames / seconds]);
        })();
        """
    )


def main():
    browser = start_browser(tempfile.mkdtemp())
    launches = []
    for _ in range(5):
        studio, seconds = launch(browser)
        launches.append(seconds)
        studio.end()
    print(f"launch to the first answer on a drawn digit: median {statistics.median(launches):.2f} s, most {max(launches):.2f} s")

    studio, _ = launch(browser)
    page = Page(browser, studio.address)
    answers, pictures = (sorted(times) for times in browser.execute_async_script(STROKES))
    for name, times in [("answer", answers), ("answer and picture", pictures)]:
        print(f"stroke to {name}: median {statistics.median(times):.1f} ms, 95 of 100 below {times[int(0.95 * len(times))]:.1f} ms")

    # The training on one core, the browser on the other, the command line on the training's core, in turns.
    if os.path.exists("/usr/bin/taskset"):
        subprocess.run(["taskset", "-a", "-c", "-p", "0", str(studio.process.pid)], check=True, stdout=subprocess.DEVNULL)
        for child in browser_processes(browser):
            subprocess.run(["taskset", "-a", "-c", "-p", "1", child], check=False, stdout=subprocess.DEVNULL)
    ratios = []
    for _ in range(5):
        alone = command_line_speed()
        watched, frames = page_speed(page)
        ratios.append(watched / alone)
        print(f"  command line {alone:,.0f}/s, studio {watched:,.0f}/s while {frames:.0f} frames a second are drawn: {watched / alone:.2f}")
    print(f"training with the page open, of the command line's speed: median {statistics.median(ratios):.2f}")
    browser.quit()
    studio.end()


def browser_processes(browser):
    """The driver and all that it started."""
    found = [str(browser.service.process.pid)]
    for parent in found:
        children = subprocess.run(["pgrep", "-P", parent], capture_output=True, text=True).stdout.split()
        found += children
    return found


if __name__ == "__main__":
    main()
