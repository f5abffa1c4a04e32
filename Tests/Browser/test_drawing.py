"""Drawing: the first thing that one can do."""

import math

from selenium.webdriver.common.action_chains import ActionChains
from drawn_digits import drawings

SEVEN = [{"points": [200, 150, 500, 150, 800, 150, 650, 450, 500, 850]}]


def test_a_digit_drawn_with_the_mouse_is_answered(page):
    page.open()
    page.click("#clear")
    pad = page.find("#pad")
    size = pad.size["width"]
    chain = ActionChains(page.browser, duration=20)
    at = lambda x, y: (round((x / 1000 - 0.5) * size), round((y / 1000 - 0.5) * size))
    points = SEVEN[0]["points"]
    chain.move_to_element_with_offset(pad, *at(*points[:2])).click_and_hold()
    for x, y in zip(points[2::2], points[3::2]):
        chain.move_to_element_with_offset(pad, *at(x, y))
    chain.release().perform()
    page.wait("return studio.state.answer?.classes ?? studio.state.answer?.answer === 7")
    assert page.find("#answer").get_attribute("data-answer") == "7"


def test_the_way_of_the_input_is_shown(page):
    page.open()
    page.draw(SEVEN)
    preparation = page.wait("return studio.state.answer?.preparation")
    scaled = preparation["scaled"]
    assert max(scaled["width"], scaled["height"]) == 20
    pixels = page.js("return [...Uint8Array.from(atob(studio.state.answer.pixels), (c) => c.charCodeAt(0))]")
    assert len(pixels) == 784
    mass = sum(pixels)
    x = sum(pixel * (place % 28 + 0.5) for place, pixel in enumerate(pixels)) / mass
    y = sum(pixel * (place // 28 + 0.5) for place, pixel in enumerate(pixels)) / mass
    assert math.dist((x, y), (14.5, 14.5)) < 1.2
    assert len(page.all("#input canvas")) >= 4


def test_two_hundred_digits_that_no_training_saw(page):
    page.open()
    wrong = []
    for digit, hand, manner, strokes in drawings():
        answer = page.draw(strokes)
        if answer != digit:
            wrong.append(f"{digit} (hand {hand}, {manner}) read as {answer}")
    print(f"{200 - len(wrong)} of 200 right; wrong: {wrong}")
    assert len(wrong) <= 20, wrong


def test_an_empty_pad_is_no_error(page):
    page.open()
    page.click("#clear")
    page.wait("return studio.state.answer === null")
    assert page.state("problem") is None


def test_noise_and_test_digits_are_read(page):
    page.open()
    page.click("#noise")
    page.wait("return studio.state.input.kind === 'noise' && studio.state.answer?.pixels")
    page.click("#digit")
    page.wait("return studio.state.input.kind === 'example' && studio.state.answer?.label !== null")


def test_keys_draw_too(page):
    page.open()
    page.click("#clear")
    pad = page.find("#pad")
    pad.send_keys(" ")
    for _ in range(12):
        pad.send_keys("\ue015")  # Arrow down.
    pad.send_keys(" ")
    page.wait("return studio.state.input.kind === 'drawing' && studio.state.answer !== null")
