"""Learning, live; and the same again from the address."""


def test_run_and_pause(page):
    page.open()
    page.click("#restart")
    page.wait("return studio.state.status.steps === 0 && studio.state.score.accuracy < 0.35")
    page.click("#run")
    page.wait("return studio.state.status.steps > 1000 && studio.state.curve.length > 3")
    page.click("#run")
    page.wait("return !studio.state.status.running")
    steps = page.state("status")["steps"]
    assert page.js("return studio.state.curve.at(-1).validationAccuracy") > 0.6
    page.wait("return document.querySelectorAll('#curves path').length > 0")
    page.click("#step")
    page.wait("return studio.state.status.steps === arguments[0]", steps + 1)


def test_one_example_makes_its_loss_smaller(page):
    page.open()
    page.settled()
    before = page.state("answer")["loss"]
    page.click("#one-example")
    page.wait("return studio.state.status.steps === 1")
    page.settled()
    assert page.state("answer")["loss"] < before


def test_the_address_brings_back_the_same_network_to_the_bit(page):
    page.open()
    page.js("studio.run(137)")
    page.wait("return !studio.state.status.running && studio.state.status.steps === 137")
    page.js("studio.turn('layers.2.weight', 17, -1.25)")
    page.wait("return studio.state.recipe.length === 2")
    page.js("studio.select(2, 1); studio.step()")
    page.wait("return studio.state.status.steps === 138")
    page.settled()
    weights = "return [...studio.state.weights.tensors['layers.1.weight'].values.slice(3000, 5000)]"
    seen, answer = page.js(weights), page.state("answer")["probabilities"]
    address = page.wait(
        "return ['s137', 's1&', 'k=2.1'].every((word) => (location.hash + '&').includes(word)) && location.hash.slice(1)"
    )
    page.open(address)
    page.settled()
    assert page.state("selected")["layer"] == 2
    assert page.js(weights) == seen
    assert page.state("answer")["probabilities"] == answer


def test_another_network_and_other_data(page):
    page.open()
    page.js("const data = document.querySelector('#data'); data.value = 'circle'; data.dispatchEvent(new Event('change', {bubbles: true}))")
    page.wait("return studio.state.session?.kind === 'points'")
    page.click("#run")
    page.wait("return studio.state.score?.accuracy !== undefined && studio.state.curve.at(-1)?.validationAccuracy > 0.9")
    page.click("#run")
    assert page.find("#plane").is_displayed()


def test_a_learning_rate_that_is_too_large_is_said(page):
    page.open()
    page.js("studio.reshape({activation: 'leakyReLU', optimizer: 'sgd', learningRate: 1000})")
    page.wait("return studio.state.settings.learningRate === 1000 && studio.state.session.settings.learningRate === 1000")
    page.click("#run")
    page.wait("return studio.state.problem")
    assert "learning rate" in page.find("#notice").text


def test_insight_confusion_and_mistakes(page):
    page.open()
    page.js("document.querySelector('#insight').scrollIntoView()")
    page.wait("return document.querySelectorAll('#insight svg, #insight canvas').length >= 9")
    page.js("document.querySelector('#mistakes').scrollIntoView()")
    page.wait("return document.querySelectorAll('#mistakes canvas').length > 5")
    assert len(page.all("#confusion td")) >= 100
    assert len(page.all("#forming canvas")) == 16


def test_two_runs_side_by_side(page):
    page.open()
    page.click("#compare")
    page.wait("return studio.state.rival")
    page.click("#run")
    page.wait("return studio.state.status.steps > 300")
    page.click("#run")
    page.wait("return !studio.state.status.running")
