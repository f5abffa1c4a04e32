"""What the tests of the studio's page share: the running studio, a real browser, and a page in it."""

import importlib.util
import json
import os
import pathlib
import shutil
import subprocess
import time

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = pathlib.Path(os.environ.get("NN", ROOT / ".build/release/nn"))


class Studio:
    """A running `nn studio`."""

    def __init__(self, *options):
        # While the page is written, its files are read where they lie.
        page = ["--page", os.environ["NN_PAGE"]] if "NN_PAGE" in os.environ else []
        self.process = subprocess.Popen(
            [PROGRAM, "studio", "--json", "--no-browser", "--port", "0", *page, *options], stdout=subprocess.PIPE, text=True
        )
        self.address = json.loads(self.process.stdout.readline())["address"]

    def end(self):
        self.process.terminate()
        assert self.process.wait(timeout=10) is not None


@pytest.fixture(scope="session")
def studio():
    data = os.environ.get("NN_DATA")
    running = Studio(*(["--data", f"{data}/mnist"] if data else []))
    yield running
    running.end()


@pytest.fixture(scope="session")
def downloads(tmp_path_factory):
    return tmp_path_factory.mktemp("downloads")


def start_browser(downloads):
    """Chromium without a window; what it downloads goes into a folder."""
    options = Options()
    options.binary_location = shutil.which("chromium") or shutil.which("google-chrome") or ""
    for option in ["headless=new", "no-sandbox", "disable-dev-shm-usage", "window-size=1440,1000"]:
        options.add_argument(f"--{option}")
    # A microphone that beeps, and is allowed.
    for option in ["use-fake-device-for-media-stream", "use-fake-ui-for-media-stream"]:
        options.add_argument(f"--{option}")
    # A machine for tests has no graphics processor, and imitating one takes the time of those who measure.
    for option in ["disable-gpu", "disable-software-rasterizer"]:
        options.add_argument(f"--{option}")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(service=Service(shutil.which("chromedriver")), options=options)
    driver.set_script_timeout(60)
    driver.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(downloads)})
    return driver


@pytest.fixture(scope="session")
def browser(downloads):
    driver = start_browser(downloads)
    yield driver
    driver.quit()


def complaints(browser, *answers):
    """What the browser complains of, but for answers with these statuses."""
    return [
        entry for entry in browser.get_log("browser")
        if entry["level"] == "SEVERE" and not any(f"status of {answer}" in entry["message"] for answer in answers)
    ]


class Page:
    """The page in the browser, in the words of its tests."""

    def __init__(self, browser, address):
        self.browser = browser
        self.address = address

    def open(self, state="", width=1440, height=1000):
        self.browser.set_window_size(width, height)
        self.browser.get("about:blank")
        self.browser.get(self.address + (f"#{state}" if state else ""))
        self.wait("return Boolean(window.studio?.state.answer)")
        return self

    def js(self, script, *values):
        return self.browser.execute_script(script, *values)

    def wait(self, script, *values, seconds=20):
        """Waits until a script's result counts as true and the page has drawn what it knew by then; returns it."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            result = self.js(script, *values)
            if result:
                self.drawn()
                return result
            time.sleep(0.02)
        raise AssertionError(f"never came true: {script} {values}; problem: {self.state('problem')}")

    def drawn(self):
        """Waits for two frames: within the first at the latest, views draw what has changed."""
        self.browser.execute_async_script("const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => done()))")

    def state(self, name):
        return self.js("return window.studio?.state[arguments[0]] ?? null", name)

    def find(self, selector):
        return self.browser.find_element("css selector", selector)

    def all(self, selector):
        return self.browser.find_elements("css selector", selector)

    def click(self, selector):
        element = self.find(selector)
        self.js("arguments[0].scrollIntoView({block: 'center'})", element)
        element.click()

    def value(self, selector):
        """The number that an element shows, as the engine has it."""
        return float(self.find(selector).get_attribute("data-value"))

    def dress(self, theme):
        """Shows the page as one who prefers a light or a dark one sees it."""
        self.browser.execute_cdp_cmd(
            "Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": theme}]}
        )

    def serious_findings(self):
        """What keeps people out, as an accessibility engine sees it."""
        found = importlib.util.find_spec("axe_playwright_python")
        if found is None:
            pytest.skip("no accessibility engine here: pip install --no-deps axe-playwright-python")
        self.js((pathlib.Path(found.submodule_search_locations[0]) / "axe.min.js").read_text())
        findings = self.browser.execute_async_script(
            "const done = arguments[0]; axe.run(document).then((found) => done(found.violations))"
        )
        return [
            f"{finding['id']}: {finding['help']}: {[node['html'][:150] for node in finding['nodes'][:3]]}"
            for finding in findings if finding["impact"] in ("serious", "critical")
        ]

    def fits(self):
        """Whether nothing is wider than the screen."""
        return self.js("return document.documentElement.scrollWidth <= innerWidth + 1")

    def settled(self):
        """Waits until the answer and the weights are those of the present network."""
        self.wait(
            "const {status, answer, weights} = studio.state;"
            "return Boolean(answer && weights) && answer.version === status.version && weights.version === status.version"
        )

    def draw(self, strokes):
        """Draws on the pad with pointer events, and waits for the answer to what was drawn."""
        self.click("#clear")
        self.js(POINTER, strokes)
        self.wait(
            "const {input, answer} = studio.state;"
            "return input.kind === 'drawing' && input.strokes.length === arguments[0] && answer !== null"
            " && answer === studio.state.answer",
            len(strokes),
        )
        # What the pad holds in the end, not what it held on the way.
        return self.browser.execute_async_script(
            """const done = arguments[0];
            import("./model/inputs.js").then(({ forEngine }) => studio.session.answer(forEngine(studio.state.input)))
              .then((answer) => done(answer.answer));"""
        )


POINTER = """
const pad = document.querySelector("#pad");
const box = pad.getBoundingClientRect();
const send = (kind, x, y) => pad.dispatchEvent(new PointerEvent(kind, {
  pointerId: 1, pointerType: "pen", isPrimary: true, bubbles: true, cancelable: true, buttons: kind === "pointerup" ? 0 : 1,
  clientX: box.left + x / 1000 * box.width, clientY: box.top + y / 1000 * box.height }));
for (const { width, points } of arguments[0]) {
  if (width) studio.penWidth = width;
  send("pointerdown", points[0], points[1]);
  for (let index = 2; index < points.length; index += 2) send("pointermove", points[index], points[index + 1]);
  send("pointerup", points[points.length - 2], points[points.length - 1]);
}
"""


@pytest.fixture
def page(browser, studio):
    browser.get_log("browser")
    yield Page(browser, studio.address)
    # That a stroke is too small to be a digit yet is an answer, which browsers list among complaints.
    assert not (found := complaints(browser, 422)), found
