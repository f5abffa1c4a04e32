"""Takes the pictures of the studio that the documents show: every view, light and dark, wide and phone.

Run it by `make screenshots`, and look at what it made.
"""

import io
import pathlib
import sys
import time

from PIL import Image

from conftest import ROOT, Page, Studio, start_browser

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
SIZES = {"wide": (1440, 960), "phone": (390, 844)}


def take(page, name, width, height, theme):
    state, act, part = VIEWS[name]
    browser = page.browser
    browser.execute_cdp_cmd(
        "Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": theme}]}
    )
    browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600},
    )
    browser.get("about:blank")
    browser.get(page.address + (f"#{state}" if state else ""))
    page.wait("return Boolean(window.studio?.state.answer)")
    if act:
        page.js(act)
    if part == "#learning":
        page.js("document.querySelector('#learning').scrollIntoView()")
    time.sleep(5 if part == "#learning" or name == "points" else 2)
    shot = Image.open(io.BytesIO(browser.get_screenshot_as_png())).convert("RGB")
    # Few colours are enough for drawings, and the files stay small.
    return shot.quantize(200, dither=Image.Dither.NONE)


def main():
    folder = ROOT / "Documents/studio"
    folder.mkdir(parents=True, exist_ok=True)
    wanted = sys.argv[1:] or VIEWS
    studio = Studio()
    browser = start_browser(folder)
    try:
        page = Page(browser, studio.address)
        for name in wanted:
            for size, (width, height) in SIZES.items():
                for theme in ["light", "dark"]:
                    file = folder / f"{name}-{size}-{theme}.png"
                    take(page, name, width, height, theme).save(file, optimize=True)
                    print(f"{file.relative_to(ROOT)}: {file.stat().st_size:,} bytes")
    finally:
        browser.quit()
        studio.end()


if __name__ == "__main__":
    main()
