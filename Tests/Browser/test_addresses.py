"""What an address says, and what is said of one that nobody can read."""

import pytest


@pytest.mark.parametrize("state", [
    "d=banana", "d=digits&h=16,16&w=t!!!!", "d=digits&w=s2000000000", "d=digits&h=1e9", "d=digits&w=s-5", "d=digits&w=e3!foo",
])
def test_an_address_that_cannot_be_read_opens_the_default_network(page, state):
    page.open(state)
    assert "This address could not be read" in page.find("#notice").text
    page.wait("return location.hash.startsWith('#d=digits&s=trained&h=16,16&')")
    assert page.state("recipe") == []
    # The refusal is what the test is about.
    complaints = page.browser.get_log("browser")
    assert all("status of 400" in complaint["message"] for complaint in complaints), complaints


def test_a_part_that_cannot_be_read_takes_no_other_with_it(page):
    page.open("d=circle&k=1.2.77&v=up&t=nosuch&i=point.a~b&y=5")
    assert page.state("settings")["data"] == "circle"
    assert page.state("selected") == {"layer": 1, "neuron": 2, "term": None}
    assert page.state("direction") == "forward" and page.state("label") is None
    page.wait("return studio.state.scene === null")


def test_the_address_that_is_shared_tells_of_the_present_moment(page):
    page.open("d=circle")
    page.js("studio.run(null, 100)")
    page.wait("return studio.state.status.steps > 20")
    seen = page.js("return [studio.state.status.steps, studio.writeAddress()]")
    assert f"w=s{seen[0]}&" in seen[1]
    page.js("studio.pause()")


def test_the_last_wish_wins(page):
    page.open()
    # The answer to the first wish comes after that to the second.
    page.js("""
        const ask = window.fetch;
        window.fetch = async (...request) => {
          const answer = await ask(...request);
          if (String(request[1]?.body).includes("[9]")) {
            await new Promise((done) => setTimeout(done, 600));
            setTimeout(() => { window.isLate = true; }, 100);
          }
          return answer;
        };
        studio.reshape({ hidden: [9] });
        studio.reshape({ hidden: [7] });
    """)
    page.wait("return window.isLate && !studio.state.isOpening")
    page.settled()
    assert page.state("settings")["hidden"] == [7]


def test_who_draws_says_what_it_is(page):
    page.open()
    page.js("studio.read({kind: 'drawing', strokes: [{width: 75, points: [300, 200, 700, 200, 400, 800]}]})")
    page.wait("return document.querySelector('[data-says=\"3\"]:not([disabled])')")
    page.click("[data-says='3']")
    page.wait("return document.querySelector('[data-says=\"3\"][aria-pressed=true]')")
    assert "you say 3" in page.find("#answer .verdict").text
    assert page.find("#one-example").is_enabled()
