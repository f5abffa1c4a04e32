"""Taking it away: files that other programs read."""

import csv
import io
import json
import subprocess
import time
import urllib.request

import pytest


def export(page, name):
    address = page.js("return new URL(studio.session.exportAddress(arguments[0]), location).href", name)
    with urllib.request.urlopen(address) as response:
        assert "attachment" in response.headers["Content-Disposition"]
        return response.read()


def test_the_model_is_read_by_the_command_line(page, tmp_path):
    page.open()
    page.settled()
    file = tmp_path / "model.safetensors"
    file.write_bytes(export(page, "model.safetensors"))
    from conftest import PROGRAM
    shown = json.loads(subprocess.check_output([PROGRAM, "show", "--json", file]))
    assert shown["parameters"] == 13002


def test_one_function_in_python_gives_the_same_answers(page):
    page.open()
    page.settled()
    space = {"__name__": "model"}
    exec(compile(export(page, "model.py"), "model.py", "exec"), space)
    pixels = page.js("return [...Uint8Array.from(atob(studio.state.answer.pixels), (c) => c.charCodeAt(0) )]")
    found = space["predict"]([pixel / 255 for pixel in pixels])
    assert found == pytest.approx(page.state("answer")["probabilities"], abs=1e-5)


@pytest.mark.parametrize("name", ["model.swift", "model.c", "model.js"])
def test_the_other_languages(page, name):
    page.open()
    assert b"13,002" in export(page, name)


def test_curves(page):
    page.open()
    page.js("studio.run(500)")
    page.wait("return studio.state.status.steps === 500 && !studio.state.status.running")
    rows = list(csv.DictReader(io.StringIO(export(page, "curves.csv").decode())))
    assert int(rows[-1]["step"]) == 500 and float(rows[-1]["validation_accuracy"]) > 0.8


def test_pictures(page, downloads):
    page.open()
    page.settled()
    page.click("#take-away")
    for kind, start in [("svg", b"<svg"), ("png", b"\x89PNG")]:
        # A hand's click: browsers refuse a second file that nobody asked for.
        page.click(f"[data-export={kind}]")
        deadline = time.monotonic() + 10
        while not (found := [file for file in downloads.glob(f"*.{kind}")]) and time.monotonic() < deadline:
            time.sleep(0.1)
        assert found and start in found[0].read_bytes()[:200]
