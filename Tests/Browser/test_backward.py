"""Backpropagation step by step: each number is the engine's own."""

import struct
import base64

import pytest


def backpropagation(page, label, batch=0):
    return page.browser.execute_async_script(
        "const [label, batch, done] = arguments;"
        "studio.session.backpropagation(studio.engineInput, label, batch).then(done)", label, batch
    )


def test_the_gradient_is_what_turning_the_knob_shows(page):
    page.open()
    page.settled()
    found = backpropagation(page, 3)
    layer = found["layers"][1]
    gradients = struct.unpack(f"<{16 * 16}f", base64.b64decode(layer["weightGradients"]))
    place = max(range(256), key=lambda index: abs(gradients[index]))
    weight = page.js("return studio.state.weights.tensors['layers.2.weight'].values[arguments[0]]", place)
    losses = []
    for nudge in [-0.01, 0.01]:
        page.browser.execute_async_script(
            "const [index, value, done] = arguments; studio.session.turn('layers.2.weight', index, value).then(done)",
            place, weight + nudge,
        )
        losses.append(backpropagation(page, 3)["loss"])
    assert (losses[1] - losses[0]) / 0.02 == pytest.approx(gradients[place], rel=0.05)


def test_each_weight_gradient_is_delta_times_activation(page):
    page.open()
    found = backpropagation(page, 3)
    inputs = found["layers"][0]["activations"]
    layer = found["layers"][1]
    gradients = struct.unpack(f"<{16 * 16}f", base64.b64decode(layer["weightGradients"]))
    for unit, delta in enumerate(layer["deltas"]):
        for place, activation in enumerate(inputs):
            assert gradients[16 * unit + place] == pytest.approx(delta * activation, rel=1e-5, abs=1e-9)


def test_the_steps_on_the_page(page):
    page.open()
    page.click("#backward")
    page.wait("return studio.state.direction === 'backward' && studio.state.backward")
    seen = set()
    for _ in range(8):
        seen.add(page.find("#backward-step").get_attribute("data-step"))
        following = page.all("#backward-next:not([disabled])")
        if not following:
            break
        page.click("#backward-next")
    assert len(seen) >= 7
    page.wait("return document.querySelector('#take-example-step')")
    loss = page.state("backward")["loss"]
    page.click("#take-example-step")
    page.wait("return studio.state.status.steps === 1 && studio.state.backward?.loss < arguments[0]", loss)
