"""For everybody: an accessibility engine, keys, narrow screens, and a page that is small."""

import pytest

SCENES = ["", "v=backward", "k=1.3", "t=neuron", "t=logic", "t=downhill", "d=circle&s=fresh&h=8,8&a=tanh&l=cross-entropy&o=adam&r=0.01&b=32&n=1",
          "d=digits&s=fresh&c=8,16&h=32&a=relu&l=cross-entropy&o=adam&r=0.001&b=32&n=1&k=2.1683."]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("state", SCENES)
def test_no_serious_findings(page, state, width, theme):
    page.dress(theme)
    page.open(state, width=width)
    page.settled()
    assert not (found := page.serious_findings()), "\n".join(found)


@pytest.mark.parametrize("width", [360, 768, 1280, 1920])
def test_nothing_is_wider_than_the_screen(page, width):
    page.open(width=width)
    page.settled()
    assert page.fits()


def test_every_neuron_is_reached_by_keys(page):
    page.open()
    page.settled()
    first = page.find("#network [data-layer='1'][data-neuron='0']")
    page.js("arguments[0].focus()", first)
    first.send_keys("\ue015")
    page.wait("return document.activeElement.dataset.neuron === '1'")
    page.js("return document.activeElement").send_keys("\n")
    page.wait("return studio.state.selected?.layer === 1 && studio.state.selected.neuron === 1")


def test_the_page_is_small_and_whole(page):
    page.open("t=neuron")
    page.settled()
    # What is fetched when it is first looked at counts as well.
    page.js("studio.look('backward')")
    page.wait("return document.querySelector('#backward-step')")
    fetched = page.js("return performance.getEntriesByType('resource').map((entry) => [entry.name, entry.transferSize])")
    assert all(name.startswith(page.address) for name, _ in fetched), fetched
    assets = [(name, size) for name, size in fetched if "/api/" not in name]
    start = page.js("return performance.getEntriesByType('navigation')[0].transferSize")
    size = start + sum(size for _, size in assets)
    print(f"{len(assets) + 1} files, {size:,} bytes")
    assert len(assets) > 50 and 30_000 < size <= 300_000
