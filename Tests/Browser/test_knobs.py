"""Every one of the 13,002 knobs can be turned, and turned back."""

import pytest


def test_turning_a_bias_changes_the_answer_and_the_accuracy(page):
    page.open()
    page.settled()
    before, trained = page.state("score"), page.state("answer")["probabilities"]
    page.js("studio.select(3, 7)")
    knob = page.wait("return document.querySelector('#selected input[type=number]')")
    page.js("arguments[0].focus(); arguments[0].select()", knob)
    knob.send_keys("25\n")
    page.wait("return studio.state.recipe.some((entry) => entry.turn?.value === 25)")
    page.settled()
    assert page.state("answer")["answer"] == 7
    assert page.state("score")["accuracy"] < before["accuracy"]
    page.click("#undo")
    page.wait("return studio.state.recipe.length === 0")
    page.settled()
    assert page.state("answer")["probabilities"] == trained
    assert page.state("score") == before


def test_back_to_trained_after_many_turns(page):
    page.open()
    page.settled()
    trained = page.state("score")
    for index in range(5):
        page.browser.execute_async_script(
            "const [index, done] = arguments; studio.session.turn('layers.1.weight', index * 784 + 400, 9).then(done)", index
        )
    page.js("studio.turn('layers.2.bias', 3, -4)")
    page.wait("return studio.state.recipe.length === 6")
    page.click("#restore")
    page.wait("return studio.state.recipe.length === 0")
    page.wait("return studio.state.score.loss === arguments[0]", trained["loss"])


@pytest.mark.parametrize("knob", ["layers.1.weight!0", "layers.1.weight!12543", "layers.2.weight!255", "layers.3.bias!9"])
def test_any_knob(page, knob):
    page.open()
    name, index = knob.split("!")
    page.js("studio.turn(arguments[0], arguments[1], 0.625)", name, int(index))
    page.wait("return studio.state.recipe.length === 1")
    page.settled()
    assert page.js("return studio.state.weights.tensors[arguments[0]].values[arguments[1]]", name, int(index)) == 0.625
