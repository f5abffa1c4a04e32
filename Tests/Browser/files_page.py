"""The page of one's own files: files that are made, and the page in the words of its tests."""

import math
import random
import struct
import wave
import zlib

from conftest import Page


class FilesPage(Page):
    """The page of one's own files."""

    def open(self, width=1440, height=1000):
        self.browser.set_window_size(width, height)
        self.browser.get("about:blank")
        self.browser.get(self.address)
        self.wait("return !['reading', undefined].includes(window.files?.state.status?.phase)")
        return self

    def state(self, name):
        return self.js("return window.files?.state[arguments[0]] ?? null", name)

    def learn(self, seconds=120):
        """Learns, unless it has learned already."""
        if self.js("return files.state.status.phase") != "answering":
            self.click("#learn")
            self.wait("return files.state.status.phase === 'answering'", seconds=seconds)

    def answer(self, ask):
        """What is answered to what a function asks."""
        self.js("files.store.set({answer: null})")
        ask()
        self.wait("return files.state.answer && !files.state.isAsking", seconds=60)
        return [heading.text for heading in self.all("#answers h3")]


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def fruit(folder):
    """A table: the kind follows from colour and weight."""
    draw = random.Random(1)
    rows = ["colour,weight,kind"]
    for _ in range(200):
        red, weight = draw.random() < 0.5, draw.randint(50, 250)
        rows.append(f"{'red' if red else 'green'},{weight},{('apple' if weight > 150 else 'cherry') if red else 'lime'}")
    return write(folder / "fruit.csv", "\n".join(rows) + "\n")


def days(folder):
    """A series: a weekly wave."""
    draw = random.Random(2)
    rows = ["day,load"]
    for day in range(300):
        date = f"{2001 + day // 336}-{day // 28 % 12 + 1:02}-{day % 28 + 1:02}"
        rows.append(f"{date},{50 + 10 * ((day % 7) / 3 - 1) + draw.gauss(0, 1):.2f}")
    return write(folder / "days.csv", "\n".join(rows) + "\n")


def messages(folder):
    """Texts of two classes, a folder for each."""
    draw = random.Random(3)
    for label, words in [("food", ["bread", "soup", "cheese"]), ("weather", ["rain", "sun", "storm"])]:
        for number in range(60):
            others = draw.choices(["the", "old", "man", "likes", "some", "today", "again", "here"], k=5)
            others[draw.randrange(5)] = draw.choice(words)
            write(folder / "messages" / label / f"{number}.txt", " ".join(others))
    return folder / "messages"


def tunes(folder):
    """Tunes of notes by chance: those that share their beginning count as one."""
    draw = random.Random(4)
    text = ""
    for number in range(24):
        bars = " | ".join("".join(draw.choices("CDEFGABc", k=8)) for _ in range(8))
        text += f"X:{number + 1}\nT:Tune {number + 1}\nM:4/4\nL:1/8\nK:C\n{bars} |\n\n"
    return write(folder / "tunes.abc", text)


def png(width, rows):
    """A grey picture as a PNG file."""
    def part(kind, content):
        body = kind + content
        return struct.pack(">I", len(content)) + body + struct.pack(">I", zlib.crc32(body))

    header = struct.pack(">IIBBBBB", width, len(rows), 8, 0, 0, 0, 0)
    content = zlib.compress(b"".join(b"\0" + bytes(row) for row in rows))
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", header) + part(b"IDAT", content) + part(b"IEND", b"")


def lines(folder):
    """Pictures of lines, dark on light: upright ones and level ones."""
    draw = random.Random(5)
    for label in ["level", "upright"]:
        for number in range(50):
            place, size = draw.randint(7, 17), 28
            rows = [[255] * size for _ in range(size)]
            for along in range(draw.randint(2, 5), draw.randint(22, 26)):
                for thick in range(2):
                    row, column = (place + thick, along) if label == "level" else (along, place + thick)
                    rows[row][column] = draw.randint(0, 60)
            path = folder / "lines" / label / f"{number}.png"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(png(size, rows))
    return folder / "lines"


def tones(folder):
    """Recordings of high and of low tones, as their names tell."""
    draw = random.Random(6)
    for label, pitch in [("high", 1500), ("low", 200)]:
        for number in range(30):
            turn = 2 * math.pi * pitch * draw.uniform(0.8, 1.2) / 8000
            samples = [round(9000 * math.sin(turn * at) + draw.gauss(0, 300)) for at in range(2400)]
            path = folder / "tones" / f"{label}_{number}.wav"
            path.parent.mkdir(parents=True, exist_ok=True)
            with wave.open(str(path), "wb") as file:
                file.setparams((1, 2, 8000, 0, "NONE", ""))
                file.writeframes(struct.pack(f"<{len(samples)}h", *samples))
    return folder / "tones"


KINDS = {"table": fruit, "forecast": days, "text": messages, "music": tunes, "images": lines, "sounds": tones}
