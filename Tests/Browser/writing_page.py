"""The page of a language model: models that are trained within seconds, and the page in the words of its tests."""

import subprocess

from conftest import PROGRAM, Page

TEXT = "the cat sat on the mat. the dog sat on the log. a bird sang to the cat and the dog.\n" * 60


def train(folder, network):
    """A small language model, of little patience."""
    text = folder / "text.txt"
    text.write_text(TEXT)
    model = folder / f"{network}.safetensors"
    subprocess.run(
        [PROGRAM, "train", "language", text, "--network", network, "--width", "16", "--blocks", "2", "--heads", "2",
         "--context", "24", "--minutes", "0.05", "--output", model, "--json"],
        check=True, stdout=subprocess.DEVNULL,
    )
    return model


class WritingPage(Page):
    """The page of a language model."""

    def open(self, state="", width=1440, height=1000):
        self.browser.set_window_size(width, height)
        self.browser.get("about:blank")
        self.browser.get(self.address + (f"#{state}" if state else ""))
        self.wait("return Boolean(window.writer?.state.choice)")
        return self

    def state(self, name):
        return self.js("return window.writer?.state[arguments[0]] ?? null", name)

    @property
    def text(self):
        return self.js("return writer.state.pieces.map(({text}) => text).join('')")

    def settled(self):
        """Waits until what is seen is that of the place that is looked at."""
        self.wait(
            "const {choice, attention, gates, model, pieces} = writer.state; const {place, lookedAt} = writer;"
            "return choice?.place === place && (choice.drawn?.token ?? null) === (pieces[place]?.token ?? null)"
            " && (!model.attention.length || attention?.place === lookedAt) && (!model.recurrent.length || gates?.place === place)"
        )

    def ask(self, name, body):
        """What the engine says by itself."""
        return self.browser.execute_async_script(
            "const [name, body, done] = arguments;"
            "fetch(`api/language/${name}`, {method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify(body)})"
            ".then((answer) => answer.json()).then(done)", name, body
        )
