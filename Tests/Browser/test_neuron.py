"""One neuron, every number reachable."""

import math

import pytest


def terms(page):
    return page.js(
        "return [...document.querySelectorAll('#sum [data-product]')].map((row) => "
        "['weight', 'activation', 'product'].map((name) => Number(row.dataset[name])))"
    )


@pytest.mark.parametrize("layer, neuron", [(1, 3), (2, 5), (3, 7)])
def test_the_sum_is_the_activation(page, layer, neuron):
    page.open()
    page.settled()
    page.click(f"#network [data-layer='{layer}'][data-neuron='{neuron}']")
    page.wait("return document.querySelector('#z')?.dataset.value")
    z, bias, activation = (page.value(f"#{name}") for name in ["z", "bias", "neuron-activation"])
    explanation = page.browser.execute_async_script(
        "const [layer, neuron, done] = arguments;"
        "studio.session.explain(studio.engineInput, layer, neuron).then(done)", layer, neuron
    )
    total = sum(term["weight"] * term["activation"] for term in explanation["terms"]) + explanation["bias"]
    assert total == pytest.approx(z, abs=1e-6 * max(1, abs(z)))
    assert bias == pytest.approx(explanation["bias"], abs=0)
    if layer < 3:
        assert activation == pytest.approx(max(total, 0), abs=1e-6 * max(1, abs(z)))
    shown = terms(page)
    # Terms that are 0 add nothing and are told together.
    assert len(shown) >= min(8, sum(term["product"] != 0 for term in explanation["terms"]))
    for weight, value, product in shown:
        assert product == pytest.approx(weight * value, rel=1e-6, abs=1e-12)
    sizes = [abs(product) for _, _, product in shown]
    assert sizes == sorted(sizes, reverse=True)
    # The same number on the circle, on the card, and from the engine.
    trace = page.state("answer")["layers"][layer - 1]
    assert trace["z"][neuron] == z


def test_a_term_leads_to_the_neuron_that_it_came_from(page):
    page.open()
    page.js("studio.select(2, 5)")
    page.wait("return document.querySelector('#sum [data-input]')")
    wanted = int(page.find("#sum [data-input]").get_attribute("data-input"))
    page.click("#sum [data-input] button, #sum button[data-input]")
    page.wait("return studio.state.selected.layer === 1 && studio.state.selected.neuron === arguments[0]", wanted)


def test_what_excites_a_neuron_excites_it_more_than_any_digit(page):
    page.open()
    page.js("studio.select(1, 3)")
    found = page.browser.execute_async_script("const done = arguments[0]; studio.session.excite(1, 3).then(done)")
    assert len(found["examples"]) == 6
    assert found["activation"] >= max(example["activation"] for example in found["examples"])


def test_probabilities_lie_between_0_and_1_and_sum_to_1(page):
    page.open()
    probabilities = page.state("answer")["probabilities"]
    assert all(0 <= share <= 1 for share in probabilities)
    assert math.isclose(sum(probabilities), 1, abs_tol=1e-5)
