"""A language model that writes: step by step, what might come, other ways, attention, gates."""

import pytest

from conftest import Studio, complaints
from writing_page import WritingPage, train


@pytest.fixture(scope="module")
def studios(tmp_path_factory):
    """A studio for each kind of network."""
    folder = tmp_path_factory.mktemp("language")
    running = {network: Studio(train(folder, network)) for network in ["transformer", "lstm"]}
    yield running
    for studio in running.values():
        studio.end()


@pytest.fixture
def pages(browser, studios):
    browser.get_log("browser")
    yield {network: WritingPage(browser, studio.address) for network, studio in studios.items()}
    # That a beginning has characters which the model does not know is an answer.
    assert not (found := complaints(browser, 400)), found


@pytest.fixture
def page(pages):
    return pages["transformer"].open("p=the+c&n=3")


def step(page, count=1):
    for _ in range(count):
        before = page.js("return writer.state.pieces.length")
        page.click("#step")
        page.wait("return writer.state.pieces.length === arguments[0]", before + 1)
    page.settled()


def set_slider(page, selector, value):
    page.js(
        "const slider = document.querySelector(arguments[0]); slider.value = arguments[1];"
        "slider.dispatchEvent(new Event('input', {bubbles: true}))", selector, value
    )


def bars(page):
    """The bars as they are shown: name, number, whether it is marked."""
    return page.js(
        "return [...document.querySelectorAll('.candidates li:not([hidden]) .candidate')].map((bar) =>"
        " [bar.querySelector('.name').textContent, Number(bar.dataset.value), bar.classList.contains('drawn')])"
    )


def test_it_writes_while_one_watches_and_pauses(page):
    page.js("const pace = document.querySelector('#pace'); pace.value = 0; pace.dispatchEvent(new Event('change'))")
    page.click("#run")
    page.wait("return writer.state.pieces.length > 40")
    assert page.find("#run").text == "Pause"
    page.click("#run")
    page.wait("return !writer.state.isRunning")
    page.settled()
    text = page.text
    assert text.startswith("the c") and len(text) > 40
    assert page.js("return document.querySelector('.tokens').textContent").replace("↵\n", "\n").startswith(text)
    page.click("#restart")
    page.wait("return writer.state.pieces.length === 5")
    page.click("#run")
    page.wait("return writer.state.pieces.length > 40")
    page.click("#run")
    # The same seed writes the same.
    assert page.text[:40] == text[:40]


def test_a_step_marks_what_was_drawn_among_the_bars(page):
    step(page, 3)
    token = page.js("return writer.state.pieces.at(-1)")
    shown = bars(page)
    assert [name for name, _, drawn in shown if drawn] == [token["name"]]
    shares = [share for _, share, _ in shown[:10]]
    assert shares == sorted(shares, reverse=True)
    others = float(page.find(".others .candidate").get_attribute("data-value"))
    assert sum(shares) + others == pytest.approx(1, abs=1e-9)
    said = page.ask("choice", page.js("return {text: writer.before(writer.place), sampling: writer.sampling}"))
    assert shares == [candidate["probability"] for candidate in said["candidates"]]


def test_the_temperature_acts_on_the_bars_at_once(page):
    step(page)
    tops = []
    for temperature in [2, 1, 0.5, 0]:
        set_slider(page, "#temperature", temperature)
        page.wait("return JSON.parse(writer.state.choice.key)[1].temperature === arguments[0]", temperature)
        page.settled()
        page.wait("return Number(document.querySelector('.candidate').dataset.value) === writer.state.choice.candidates[0].probability")
        tops.append(bars(page)[0][1])
    assert tops == sorted(tops) and tops[-1] == 1 and len(set(tops)) > 2
    set_slider(page, "#temperature", 1)
    set_slider(page, "#top-k", 2)
    page.wait("return writer.state.choice.candidates[2].probability === 0 && writer.state.choice.candidates[1].probability > 0")
    assert len([share for _, share, _ in bars(page)[:10] if share > 0]) == 2


def test_a_token_shows_its_bars_and_another_one_is_another_way(page):
    step(page, 8)
    text = page.text
    page.click(".token[data-place='7']")
    page.wait("return writer.place === 7")
    page.settled()
    page.wait("return document.querySelector('.candidate.drawn .name')?.textContent === writer.state.pieces[7].name")
    other = next(index for index, (_, _, drawn) in enumerate(bars(page)) if not drawn)
    name = bars(page)[other][0]
    page.all(".candidates li:not([hidden]) .candidate")[other].click()
    page.wait("return writer.state.pieces.length === 8")
    page.settled()
    assert page.text[:7] == text[:7] and page.js("return writer.state.pieces[7].name") == name
    assert [shown for shown, _, drawn in bars(page) if drawn] == [name]
    # What comes next may be chosen as well.
    page.click(".token.next")
    page.wait("return writer.place === 8")
    page.settled()
    assert not any(drawn for _, _, drawn in bars(page))
    page.click(".candidates .candidate")
    page.wait("return writer.state.pieces.length === 9")


def test_attention_is_drawn_from_the_token_that_is_pointed_at(page):
    step(page, 10)
    page.js("writer.hover(9)")
    page.settled()
    page.wait("return document.querySelectorAll('.lines path').length > 0")
    body = page.js("return {text: writer.before(9)}")
    layers = page.ask("attention", body)["layers"]
    for block, head in [(0, "mean"), (1, "0"), (1, "1")]:
        page.js(
            "for (const [id, value] of [['block', arguments[0]], ['head', arguments[1]]]) {"
            "const choice = document.querySelector(`#${id}`); choice.value = value; choice.dispatchEvent(new Event('change')); }", block, head
        )
        weights = layers[block]["mean"] if head == "mean" else layers[block]["heads"][int(head)]
        best = max(range(len(weights)), key=weights.__getitem__)
        page.wait(
            "const first = document.querySelector('.looked-at .weight');"
            "return Number(first?.dataset.place) === arguments[0] && Number(first.dataset.value) === arguments[1]", best, weights[best]
        )
        assert sum(weights) == pytest.approx(1, abs=1e-5)
        drawn = sum(weight > 0.004 for weight in weights)
        page.wait("return document.querySelectorAll('.lines path').length === arguments[0]", drawn)
        strongest = page.js("return [...document.querySelectorAll('.lines path')].map((line) => Number(line.getAttribute('stroke-width')))")
        assert strongest == sorted(strongest)


def test_everything_is_reached_by_keys(page):
    step(page, 6)
    chosen = page.find(".token[aria-selected='true']")
    page.js("arguments[0].focus()", chosen)
    chosen.send_keys("\ue012\ue012")
    page.wait("return document.activeElement.dataset.place === '8' && writer.state.hovered === 8")
    page.settled()
    page.wait("return document.querySelectorAll('.lines path').length > 0")
    page.js("return document.activeElement").send_keys("\n")
    page.wait("return writer.state.place === 8")
    page.js("return document.activeElement").send_keys("\ue011")
    page.wait("return document.activeElement.dataset.place === '0'")
    page.js("return document.activeElement").send_keys("\ue00c")
    page.wait("return writer.state.place === null")


def test_the_address_brings_it_back(page):
    step(page, 7)
    set_slider(page, "#temperature", 1.3)
    page.click(".token[data-place='8']")
    page.settled()
    text, address = page.text, page.js("return writer.writeAddress().split('#')[1]")
    page.open(address)
    page.settled()
    assert page.text == text and page.state("temperature") == 1.3 and page.state("seed") == 3
    assert page.js("return writer.place") == 8 and page.find("#prompt").get_attribute("value") == "the c"
    page.open("p=the&n=nonsense&t=-4&w=1.zz.zz&c=1e9")
    page.wait("return writer.state.problem?.includes('could not be read')")
    assert page.text == "the" and page.state("seed") == 1
    page.js("writer.store.set({problem: null})")


def test_a_beginning_is_typed_and_what_is_not_known_is_said(page):
    prompt = page.find("#prompt")
    prompt.send_keys("at")
    page.wait("return writer.state.pieces.length === 7")
    page.settled()
    assert page.text == "the cat"
    prompt.send_keys("ß")
    page.wait("return document.querySelector('#prompt-problem').textContent.includes('is none of the')")
    assert page.text == "the cat"
    prompt.send_keys("\ue003")
    page.wait("return !writer.state.promptProblem && document.querySelector('#prompt-problem').textContent === ''")


def test_gates_are_shown_over_time(pages):
    page = pages["lstm"].open("p=the+c&n=3")
    step(page, 5)
    assert page.find("#gates").is_displayed() and not page.find("#attention").is_displayed()
    maps = page.js("return [...document.querySelectorAll('#gates figure')].map((map) => map.dataset.map)")
    assert maps == ["input", "forget", "candidate", "output", "cell", "state"]
    page.wait("return new Set([...document.querySelectorAll('#gates canvas')].map((map) => map.toDataURL())).size === 6")
    grid = page.find("#gates figure[data-map='forget'] .pixels")
    page.js("arguments[0].scrollIntoView({block: 'center'}); arguments[0].focus()", grid)
    grid.send_keys("\ue014" * 23)
    words = page.wait("return document.querySelector('#gates figure[data-map=forget] .pointed').textContent")
    value = page.js(
        "const {gates} = writer.state; const unit = Number(arguments[0].match(/unit (\\d+)/)[1]) - 1;"
        "return gates.maps[1].values[unit * gates.steps + gates.steps - 1]", words
    )
    assert "unit" in words and float(words.split(": ")[1].replace("−", "-")) == pytest.approx(value, rel=1e-6)
    before = page.js("return document.querySelector('#gates canvas').toDataURL()")
    page.js("const layer = document.querySelector('#layer'); layer.value = 1; layer.dispatchEvent(new Event('change'))")
    page.wait("return writer.state.gates?.layer === 1 && document.querySelector('#gates canvas').toDataURL() !== arguments[0]", before)


@pytest.mark.parametrize("network", ["transformer", "lstm"])
@pytest.mark.parametrize("width", [360, 768, 1280, 1920])
def test_nothing_is_wider_than_the_screen(pages, network, width):
    page = pages[network].open("p=the+c&n=3", width=width)
    step(page, 3)
    assert page.fits()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("network", ["transformer", "lstm"])
def test_no_serious_findings(pages, network, width, theme):
    page = pages[network]
    page.dress(theme)
    page.open("p=the+c&n=3", width=width)
    step(page, 6)
    assert not (found := page.serious_findings()), "\n".join(found)
