"""Many pages at once, and pages that are closed in mid-training."""

import json
import time
import urllib.request


def test_a_page_closed_in_mid_training_costs_nothing(page):
    page.open()
    page.click("#run")
    page.wait("return studio.state.status.steps > 500")
    session = page.js("return studio.session.id")
    page.browser.get("about:blank")
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"{page.address}api/sessions/{session}") as response:
                if not json.load(response)["status"]["running"]:
                    return
        except urllib.error.HTTPError as error:
            assert error.code == 404
            return
        time.sleep(0.2)
    raise AssertionError("the training went on without anybody looking")


def test_pages_do_not_disturb_each_other(page, browser):
    page.open()
    first = browser.current_window_handle
    browser.switch_to.new_window("tab")
    page.open()
    page.js("studio.turn('layers.3.bias', 2, 30)")
    page.wait("return studio.state.answer?.answer === 2")
    browser.close()
    browser.switch_to.window(first)
    page.settled()
    assert page.state("recipe") == []
