"""The guided tour from its first scene to its last."""


def test_all_scenes(page):
    page.open()
    page.click("#tour-button")
    page.wait("return studio.state.scene")
    scenes = []
    for _ in range(20):
        scene = page.wait("return studio.state.scene")
        if scene in scenes:
            break
        scenes.append(scene)
        page.wait("return document.querySelector('#tour h2')?.textContent.length > 3 && document.querySelectorAll('#tour p').length >= 2")
        assert page.state("problem") is None
        following = page.all("#tour-next:not([disabled])")
        if not following:
            break
        page.click("#tour-next")
        page.wait("return studio.state.scene !== arguments[0]", scene)
    assert len(scenes) >= 10 and scenes[0] == "neuron" and "noise" in scenes
    page.click("#tour-close")
    page.wait("return studio.state.scene === null && document.querySelector('#tour').hidden")


def test_a_neuron_turned_by_hand(page):
    page.open("t=neuron")
    slider = page.wait("return document.querySelector('#tour input[type=range]')")
    before = page.find("#tour").text
    page.js("arguments[0].value = arguments[0].max; arguments[0].dispatchEvent(new Event('input', {bubbles: true}))", slider)
    page.wait("return document.querySelector('#tour').innerText !== arguments[0]", before)
