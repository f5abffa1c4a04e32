"""Convolutional networks: maps, kernels, cells, knobs, learning; and digits made new."""

import pytest

CNN = "d=digits&s=fresh&c=4,6&h=12&a=relu&l=cross-entropy&o=adam&r=0.003&b=32&n=1"


def canvas(page, script):
    """The colours of a canvas as one string."""
    return page.js(f"return ({script}).toDataURL()")


@pytest.fixture
def network(page):
    page.open(CNN)
    page.settled()
    page.wait("return document.querySelectorAll('#network canvas.map').length > 0")
    return page


def test_every_map_has_a_picture_of_its_cells_its_kernel_and_what_is_seen_of_it(network):
    sizes = network.js("return [...document.querySelectorAll('#network canvas.map')].map(({width}) => width)")
    # First layer: maps, pooled maps, kernels; second: maps and pooled maps.
    assert sorted(sizes) == sorted([28, 14, 5] * 4 + [14, 7] * 6)
    values = network.js("return [...studio.state.answer.layers[0].activations]")
    assert len(values) == 28 * 28 * 4
    assert len(network.all("#network .neuron")) == 4 + 6 + 12 + 10


def test_drawing_changes_the_maps(network):
    before = canvas(network, "document.querySelector('#network canvas.map')")
    network.draw([{"width": 70, "points": [500, 200, 500, 800]}])
    network.wait("return document.querySelector('#network canvas.map').toDataURL() !== arguments[0]", before)


@pytest.mark.parametrize("layer, terms", [(1, 25), (2, 100)])
def test_a_click_on_a_cell_shows_its_patch_times_its_kernel(network, layer, terms):
    frame = network.find(f"#network [data-layer='{layer}'][data-neuron='2'] .lamp")
    network.js("arguments[0].scrollIntoView({block: 'center'})", frame)
    side = 28 if layer == 1 else 14
    filters = 4 if layer == 1 else 6
    # Clicks have whole coordinates.
    row, column = network.js(
        "const [part, side] = arguments; const box = part.getBoundingClientRect();"
        "const [x, y] = [Math.round(box.left + 0.55 * box.width), Math.round(box.top + 0.3 * box.height)];"
        "part.dispatchEvent(new MouseEvent('click', {bubbles: true, clientX: x, clientY: y}));"
        "return [Math.floor((y - box.top) / box.height * side), Math.floor((x - box.left) / box.width * side)]", frame, side
    )
    assert network.state("selected")["neuron"] == (row * side + column) * filters + 2
    network.wait("return studio.state.explanation && document.querySelector('#z')?.dataset.value")
    explanation = network.state("explanation")
    assert len(explanation["terms"]) == terms
    total = sum(term["weight"] * term["activation"] for term in explanation["terms"]) + explanation["bias"]
    assert total == pytest.approx(network.value("#z"), abs=1e-5)
    z = network.js("return studio.state.answer.layers[arguments[0] - 1].z[studio.state.selected.neuron]", layer)
    assert network.value("#z") == pytest.approx(z, rel=1e-7)
    assert network.find(".patch-products").is_displayed()
    assert len(network.all("#network .marks .cell")) == 1
    assert len(network.all("#network .marks .patch")) == (1 if layer == 1 else 4)
    assert f"{row}, {column}" in network.find("#selected-title").text


def test_a_weight_of_a_kernel_is_turned_for_all_cells_and_taken_back(network):
    network.js("studio.select(1, 4 * (14 * 28 + 14) + 1)")
    network.wait("return studio.state.explanation?.layer === 1")
    term = network.js("return studio.state.explanation.terms[0].input")
    before = network.js("return [...studio.state.answer.layers[0].z]")
    network.js("studio.select(1, studio.state.selected.neuron, arguments[0])", term)
    network.wait("return document.querySelector('.weight-knob .knob')")
    index = int(network.find(".weight-knob .knob").get_attribute("data-index"))
    assert 25 <= index < 50
    network.js("studio.turn('layers.0.weight', arguments[0], 3)", index)
    network.wait("return studio.state.undoCount === 1")
    network.settled()
    after = network.js("return [...studio.state.answer.layers[0].z]")
    changed = {cell % 4 for cell, (one, other) in enumerate(zip(before, after)) if one != other}
    assert changed == {1}
    assert sum(one != other for one, other in zip(before, after)) > 50
    network.click("#undo")
    network.wait("return studio.state.undoCount === 0")
    network.settled()
    assert network.js("return [...studio.state.answer.layers[0].z]") == before


def test_a_term_of_a_deeper_cell_leads_to_the_cell_that_it_came_from(network):
    network.js("studio.select(2, 6 * (7 * 14 + 7))")
    network.wait("return document.querySelector('#sum [data-input]')")
    term = network.js("return studio.state.explanation.terms[0]")
    network.click("#sum [data-input] button.source")
    network.wait("return studio.state.selected.layer === 1")
    value = network.js("return studio.state.answer.layers[0].activations[studio.state.selected.neuron]")
    assert value == pytest.approx(term["activation"], abs=1e-6)


def test_maps_and_cells_are_reached_by_keys(network):
    first = network.find("#network [data-layer='1'][data-neuron='0']")
    network.js("arguments[0].focus()", first)
    first.send_keys("\ue015")
    network.wait("return document.activeElement.dataset.neuron === '1'")
    network.js("return document.activeElement").send_keys("\n")
    network.wait("return studio.state.selected?.layer === 1 && studio.state.selected.neuron % 4 === 1")
    neuron = network.state("selected")["neuron"]
    grid = network.find("#selected .cell-map .pixels")
    network.js("arguments[0].focus()", grid)
    grid.send_keys("\ue014")
    grid.send_keys("\n")
    network.wait("return studio.state.selected.neuron === arguments[0]", neuron + 4)


def test_it_learns_live_and_the_address_brings_it_back(network):
    network.click("#run")
    network.wait("return studio.state.status.steps > 150 && studio.state.curve.length > 3", seconds=60)
    network.click("#run")
    network.wait("return !studio.state.status.running")
    network.settled()
    assert network.js("return studio.state.curve.at(-1).validationAccuracy") > 0.5
    network.wait("return location.hash.includes('c=4,6') && location.hash.includes('w=s' + studio.state.status.steps)")
    address = network.js("return studio.writeAddress().split('#')[1]")
    weights = "return [...studio.state.weights.tensors['layers.2.weight'].values]"
    seen = network.js(weights)
    network.open(address)
    network.settled()
    assert network.js(weights) == seen


def test_the_loss_goes_back_through_maps(network):
    network.js("studio.read({kind: 'example', part: 'test', index: 3}); studio.select(1, 4 * (14 * 28 + 14)); studio.look('backward')")
    network.wait("return studio.state.backward && document.querySelector('#backward-step')")
    for step in range(1, 8):
        network.js("studio.store.set({backwardStep: arguments[0]})", step)
        network.wait("return document.querySelector('#backward-step').dataset.step === `${arguments[0]}`", step)
        network.wait("return Boolean(document.querySelector('#backward-step .caption').textContent)")
    network.wait("return studio.state.backward?.batch")


def test_the_network_is_chosen_between_small_and_convolutional(page):
    page.open()
    choose = (
        "const kind = document.querySelector('#kind'); kind.value = arguments[0];"
        "kind.dispatchEvent(new Event('change', {bubbles: true}))"
    )
    assert not page.find("#filters").is_displayed()
    page.js(choose, "convolutional")
    page.wait("return studio.state.session.layers[0].convolution && studio.state.settings.filters.length === 2")
    assert page.find("#filters").is_displayed()
    page.settled()
    page.click("#filters [data-layer='1'] [data-act='more']")
    page.wait("return studio.state.session.layers[0].convolution?.filters === 9")
    page.js(choose, "dense")
    page.wait("return studio.state.session.layers.length === 3 && !studio.state.session.layers[0].convolution")
    page.settled()


def test_digits_stand_beside_what_random_changes_make_of_them(page):
    page.open()
    page.js("document.querySelector('#augmentation').scrollIntoView()")
    page.wait("return document.querySelectorAll('#augmentation canvas').length === 48")
    before = canvas(page, "document.querySelector('#augmentation [data-change=all] canvas')")
    same = canvas(page, "document.querySelector('#augmentation [data-change=original] canvas')")
    page.click("#augment-again")
    page.wait("return document.querySelector('#augmentation [data-change=all] canvas').toDataURL() !== arguments[0]", before)
    assert canvas(page, "document.querySelector('#augmentation [data-change=original] canvas')") == same
    page.click("#augmentation [data-change=elastic] button")
    page.wait("return studio.state.input.kind === 'pixels' && studio.label !== null && studio.state.answer")


def test_the_tour_tells_of_neurons_side_by_side(page):
    page.open(CNN + "&t=weights")
    page.wait("return studio.state.session && !studio.state.session.layers[0].convolution")
    page.settled()
