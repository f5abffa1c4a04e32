"""Takes the pictures of the studio that the documents show: every view, light and dark, wide and phone.

Run it by `make screenshots`, and look at what it made.
"""

import io
import os
import pathlib
import subprocess
import sys
import time

from PIL import Image

from conftest import PROGRAM, ROOT, Page, Studio, start_browser
from files_page import FilesPage
from writing_page import WritingPage

THREE = (
    "[{width: 70, points: [300, 200, 420, 150, 560, 150, 680, 220, 690, 320, 640, 400, 500, 460, 640, 520, 710, 620, "
    "690, 740, 580, 830, 430, 840, 300, 780]}]"
)
DRAW = f"studio.read({{kind: 'drawing', strokes: {THREE}}})"
SPIRAL = "d=spiral&s=fresh&h=8,8&a=tanh&l=cross-entropy&o=adam&r=0.01&b=32&n=1"

CNN = "d=digits&s=fresh&c=8,16&h=32&a=relu&l=cross-entropy&o=adam&r=0.002&b=32&n=1"

# Name: what the address says, what is done then, which part is shown (all: what fits the window).
VIEWS = {
    "draw": ("", DRAW, None),
    "neuron": ("k=2.5.", DRAW, None),
    "convolution": (f"{CNN}&w=s2000&k=2.1683.", DRAW, None),
    "backward": ("v=backward&k=2.14.", "studio.read({kind: 'example', part: 'test', index: 3}); studio.store.set({backwardStep: 5})", None),
    "learning": ("", "studio.restart().then(() => studio.run(12000))", "#learning"),
    "points": (SPIRAL, "studio.run(6000)", None),
    "compare": (SPIRAL, """
        document.querySelector("#compare").click();
        const after = (milliseconds) => new Promise((over) => setTimeout(over, milliseconds));
        (async () => {
          await after(800);
          const activation = document.querySelector("#rival-activation");
          activation.value = "relu";
          activation.dispatchEvent(new Event("change", { bubbles: true }));
          await after(800);
          document.querySelector("#run").click();
          await after(300);
          document.querySelector("#run").click();
        })();""", "#learning"),
    "tour-neuron": ("t=neuron", "", "#tour"),
    "tour-logic": ("t=logic", "", "#tour"),
    "tour-downhill": ("t=downhill", "", "#tour"),
}
# The same for language models, where there is a text to learn from: which network, and which part is at the top.
WRITERS = {"writing": ("transformer", None), "writing-gates": ("lstm", "#gates")}
WRITING = "p=ROMEO%3A%0A&n=4&t=0.7&b=1&h=1"
WRITE = """
    const [part] = arguments;
    (async () => {
      for (let count = 0; count < 200; count++) await writer.step();
      const place = writer.state.pieces.length - 30;
      writer.select(place);
      await new Promise((done) => setTimeout(done, 500));
      const token = document.querySelector(`[data-place='${place}']`);
      token.closest(".paper").scrollTop = token.offsetTop - 250;
      document.querySelector(part ?? (innerWidth < 600 ? "#manuscript" : "#masthead")).scrollIntoView();
      window.isReady = true;
    })();"""
writing_studios = {}
# One's own files: where they lie among the real data, and what the model is asked.
FILES = {
    "forecast": ("weather/melbourne-daily-min-temperatures.csv", "#ahead"),
    "music": ("music/nottingham", "#tune"),
    "pictures": ("cats-dogs", ".wall .ask"),
    "table": ("tabular/titanic.csv", ".cells button"),
}
files_studios = {}
SIZES = {"wide": (1440, 960), "phone": (390, 844)}


def dress(page, width, height, theme):
    """Sets the window and the theme."""
    page.dress(theme)
    page.browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600},
    )


def take(page, name):
    if name in FILES:
        source, ask = FILES[name]
        if name not in files_studios:
            files_studios[name] = Studio(pathlib.Path(os.environ["NN_DATA"]) / source)
        page = FilesPage(page.browser, files_studios[name].address)
        page.browser.get("about:blank")
        page.browser.get(page.address)
        page.wait("return ['ready', 'answering'].includes(window.files?.state.status?.phase)", seconds=60)
        page.learn(seconds=1200)
        page.answer(lambda: page.click(ask))
        page.js("(innerWidth < 600 ? document.querySelector('#asking') : document.body).scrollIntoView()")
        time.sleep(1)
        return
    if name in WRITERS:
        network, part = WRITERS[name]
        page = WritingPage(page.browser, writing_studio(network).address)
        page.browser.get("about:blank")
        page.browser.get(f"{page.address}#{WRITING}")
        page.wait("return Boolean(window.writer?.state.choice)")
        page.js(WRITE, part)
        page.wait("return window.isReady", seconds=300)
        time.sleep(1)
        return
    state, act, part = VIEWS[name]
    page.browser.get("about:blank")
    page.browser.get(page.address + (f"#{state}" if state else ""))
    page.wait("return Boolean(window.studio?.state.answer)")
    if act:
        page.js(act)
    if part == "#learning":
        page.js("document.querySelector('#learning').scrollIntoView()")
    time.sleep(5 if part == "#learning" or name == "points" else 2)


def shot(browser):
    """What is on the screen. Few colours are enough for drawings, and the files stay small."""
    taken = Image.open(io.BytesIO(browser.get_screenshot_as_png())).convert("RGB")
    return taken.quantize(200, dither=Image.Dither.NONE)


def writing_studio(network):
    """A studio with a language model that has learned for three minutes; the model is kept for the next time."""
    if network not in writing_studios:
        model = ROOT / f".build/screenshots/{network}.safetensors"
        if not model.exists():
            model.parent.mkdir(parents=True, exist_ok=True)
            text = pathlib.Path(os.environ["NN_DATA"]) / "text/tinyshakespeare.txt"
            subprocess.run([PROGRAM, "train", "language", text, "--network", network, "--output", model], check=True)
        writing_studios[network] = Studio(model)
    return writing_studios[network]


def main():
    folder = ROOT / "Documents/studio"
    folder.mkdir(parents=True, exist_ok=True)
    wanted = sys.argv[1:] or [*VIEWS, *([*WRITERS, *FILES] if "NN_DATA" in os.environ else [])]
    studio = Studio()
    browser = start_browser(folder)
    try:
        page = Page(browser, studio.address)
        for name in wanted:
            for size, (width, height) in SIZES.items():
                for theme in ["light", "dark"]:
                    file = folder / f"{name}-{size}-{theme}.png"
                    dress(page, width, height, theme)
                    take(page, name)
                    shot(browser).save(file, optimize=True)
                    print(f"{file.relative_to(ROOT)}: {file.stat().st_size:,} bytes")
    finally:
        browser.quit()
        for running in [studio, *writing_studios.values(), *files_studios.values()]:
            running.end()


if __name__ == "__main__":
    main()
