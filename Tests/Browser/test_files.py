"""One's own files: what is asked of them is chosen, a network learns, and the model answers in every way that it can."""

import pytest

from conftest import Studio, complaints
from files_page import KINDS, FilesPage, lines, png


@pytest.fixture(scope="module")
def studios(tmp_path_factory):
    """A studio for each kind of files, begun when it is first asked for."""
    running = {}

    def studio(kind):
        if kind not in running:
            running[kind] = Studio(KINDS[kind](tmp_path_factory.mktemp(kind)))
        return running[kind]

    yield studio
    for studio in running.values():
        studio.end()


@pytest.fixture
def opened(browser, studios):
    """The page of a kind of files, opened; complaints of the browser are mistakes."""
    browser.get_log("browser")
    yield lambda kind, **size: FilesPage(browser, studios(kind).address).open(**size)
    assert not (found := complaints(browser, 4)), found


def test_a_column_is_answered_from_the_others(opened):
    page = opened("table")
    assert page.find("#question select[name=target]").get_attribute("value") == "kind"
    page.learn()
    assert "accuracy" in page.find(".metrics").text and page.js("return files.state.status.hasReport")
    page.js(
        "const form = document.querySelector('.cells'); form.elements.colour.value = 'red'; form.elements.weight.value = '230';"
    )
    assert page.answer(lambda: page.click(".cells button")) == ["apple"]
    page.js("document.querySelector('.cells').elements.weight.value = 'heavy'")
    page.click(".cells button")
    page.wait("return files.state.problem?.includes('weight is \"heavy\", where a number is expected')")
    page.js("files.store.set({problem: null})")
    # One of the rows is asked about at once.
    first = page.js("return files.state.examples[0].answer")
    assert page.answer(lambda: page.click(".wall .ask")) == [first]


def test_another_question_is_asked_of_the_same_table(browser, studios, tmp_path):
    own = Studio(KINDS["table"](tmp_path))
    try:
        page = FilesPage(browser, own.address).open()
        page.learn()
        page.js("const choice = document.querySelector('#question select[name=target]'); choice.value = 'weight'")
        page.click("#ask-this")
        page.wait("return files.state.status.phase === 'ready' && files.state.status.title === 'weight of fruit.csv'")
        page.wait("return Number(files.state.examples[0]?.answer) >= 50")
        assert not page.find("#asking").is_displayed() and not page.state("status")["hasReport"]
    finally:
        own.end()


def test_a_forecast_shows_its_band(opened):
    page = opened("forecast")
    assert page.find("#question input[name=time]").get_attribute("value") == "day"
    page.learn()
    answers = page.answer(lambda: page.click("#ahead"))
    assert len(answers) == 7
    picture = page.find("#answers img")
    page.wait("return arguments[0].naturalWidth > 0", picture)
    drawing = page.js("return atob(arguments[0].src.split(',')[1])", picture)
    assert drawing.count("<polygon") == 2 and "90 of 100 within" in drawing


def test_a_text_is_typed_and_its_words_are_told(opened):
    page = opened("text")
    page.learn()
    page.find("#words").clear()
    page.find("#words").send_keys("the old man likes cheese")
    assert page.answer(lambda: page.click(".typed button")) == ["food"]
    assert "cheese ×" in page.find("#answers .details").text


def test_a_tune_is_made_up_seen_heard_and_taken_away(opened):
    page = opened("music")
    page.learn()
    first = page.answer(lambda: page.click("#tune"))
    assert len(first) == 1
    page.wait("return document.querySelector('#answers img').naturalWidth > 0")
    page.wait("return document.querySelector('#answers audio').duration > 1")
    links = page.all("#answers a.button")
    assert [link.get_attribute("download") for link in links] == ["tune.mid", "tune.abc"]
    tune = page.js("return atob(arguments[0].href.split(',')[1])", links[1])
    page.answer(lambda: page.click("#tune"))
    assert "K:C" in tune and tune != page.js("return atob(document.querySelectorAll('#answers a.button')[1].href.split(',')[1])")


def test_a_picture_is_drawn_or_chosen(opened, tmp_path):
    page = opened("images")
    assert page.find("#question select[name=kind]").get_attribute("value") == "images"
    page.learn()
    page.click(".draw summary")
    page.js(
        "const pad = document.querySelector('.pad'); pad.scrollIntoView({block: 'center'});"
        "const box = pad.getBoundingClientRect();"
        "const send = (kind, x, y) => pad.dispatchEvent(new PointerEvent(kind, {pointerId: 1, bubbles: true, cancelable: true,"
        " clientX: box.left + x * box.width, clientY: box.top + y * box.height}));"
        "send('pointerdown', 0.5, 0.15); for (let step = 1; step <= 10; step++) send('pointermove', 0.5, 0.15 + 0.07 * step);"
        "send('pointerup', 0.5, 0.85);"
    )
    assert page.answer(lambda: page.click(".draw button")) == ["upright"]
    chosen = next((lines(tmp_path) / "level").iterdir())
    assert page.answer(lambda: page.find("#file").send_keys(str(chosen))) == ["level"]
    assert chosen.name in page.find("#answers article small").text
    page.wait("return [...document.querySelectorAll('#answers img')].every(({naturalWidth}) => naturalWidth > 0)")
    assert len(page.all("#answers img")) == 1
    broken = tmp_path / "broken.png"
    broken.write_bytes(png(4, [[0] * 4])[:40])
    page.find("#file").send_keys(str(broken))
    page.wait("return files.state.problem?.includes('broken.png')")
    page.js("files.store.set({problem: null})")


def test_a_language_is_learned_stopped_and_writes(browser, tmp_path):
    sentence = "the cat sat on the mat. the dog sat on the log. a bird sang to the cat and the dog.\n"
    text = tmp_path / "cats.txt"
    text.write_text((sentence * 3 + "\n") * 20)
    own = Studio(text)
    try:
        page = FilesPage(browser, own.address).open()
        assert page.js("return files.state.status.question.kind") == "language"
        page.click("#learn")
        page.wait("return files.state.status.epochs.length > 1", seconds=60)
        page.js("files.stop()")
        page.wait("return files.state.status.phase === 'answering'", seconds=60)
        assert "nats per character" in page.find(".metrics").text
        page.find("#words").send_keys("the cat")
        page.answer(lambda: page.click("#write"))
        written = page.find("#answers .details").text
        assert written.startswith("the cat") and len(written) > 100
        page.answer(lambda: page.click("#write"))
        assert page.find("#answers .details").text != written
    finally:
        own.end()


def test_a_sound_is_recorded_and_heard(opened):
    page = opened("sounds")
    assert page.find("#question input[name=label]").get_attribute("value") == "{label}_*"
    page.learn()
    page.click(".record")
    page.wait("return document.querySelector('.record').textContent === 'Stop and ask'")
    # The microphone of a test beeps once a second.
    page.js("window.waited = false; setTimeout(() => { window.waited = true; }, 1500)")
    page.wait("return window.waited")
    assert page.answer(lambda: page.click(".record"))[0] in ["high", "low"]
    assert "recording.wav" in page.find("#answers article small").text
    page.wait("const {duration} = document.querySelector('#answers audio'); return duration > 1 && duration < 10")
    assert len(page.all("#answers img")) == 2
    # What was heard is no silence: the beeps stand out in the drawn wave.
    heard = page.js(
        "const bytes = atob(document.querySelector('#answers audio').src.split(',')[1]);"
        "let most = 0; for (let at = 44; at + 1 < bytes.length; at += 2) {"
        "  const sample = bytes.charCodeAt(at) | bytes.charCodeAt(at + 1) << 8;"
        "  most = Math.max(most, Math.abs(sample > 32767 ? sample - 65536 : sample)); } return most"
    )
    assert heard > 1000


def test_nothing_to_learn_is_said(browser, tmp_path):
    empty = Studio(tmp_path)
    try:
        page = FilesPage(browser, empty.address).open()
        assert "there is nothing here that the studio learns from" in page.find("#found").text
    finally:
        empty.end()


def asked(page):
    """Lets the model learn and asks it in its own way."""
    page.learn()
    page.answer(lambda: page.js("(document.querySelector('#ahead, #tune') ?? document.querySelector('.wall .ask')).click()"))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("width", [360, 768, 1280])
def test_nothing_is_wider_than_the_screen(opened, kind, width):
    page = opened(kind, width=width)
    asked(page)
    assert page.fits()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("kind", KINDS)
def test_no_serious_findings(opened, kind, width, theme):
    page = opened(kind, width=width)
    page.dress(theme)
    asked(page)
    assert not (found := page.serious_findings()), "\n".join(found)
