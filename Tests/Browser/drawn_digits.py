"""Two hundred digits as strokes on the pad, written for this test alone.

Each digit has four hands, each hand five manners: thin, thick, small, off-centre, slanted. A stroke is a
list of points in a box of 0…1 (x to the right, y down); `drawings()` puts it on the pad's 0…1000, with an
unsteady pen, a turn and proportions of its own for each.
"""

import math
import random


def arc(x, y, width, height, start, end, steps=24):
    """A part of an ellipse around (x, y); angles in degrees, 0 to the right, 90 down."""
    points = []
    for step in range(steps + 1):
        angle = math.radians(start + (end - start) * step / steps)
        points.append((x + width * math.cos(angle), y + height * math.sin(angle)))
    return points


def line(*points):
    """Straight lines from point to point, with places between as a hand would give them."""
    result = [points[0]]
    for (x, y), (to_x, to_y) in zip(points, points[1:]):
        for step in range(1, 9):
            result.append((x + (to_x - x) * step / 8, y + (to_y - y) * step / 8))
    return result


HANDS = {
    0: [
        [arc(0.5, 0.5, 0.3, 0.48, -90, 270)],
        [arc(0.5, 0.5, 0.42, 0.45, -60, 300)],
        [arc(0.5, 0.5, 0.26, 0.5, -110, 262)],
        [arc(0.48, 0.5, 0.34, 0.42, -75, 240) + [(0.6, 0.06)]],
    ],
    1: [
        [line((0.5, 0.02), (0.5, 0.98))],
        [line((0.3, 0.22), (0.53, 0.02), (0.53, 0.98))],
        [line((0.62, 0.02), (0.44, 0.98))],
        [line((0.33, 0.2), (0.52, 0.03), (0.5, 0.97)), line((0.3, 0.97), (0.72, 0.97))],
    ],
    2: [
        [arc(0.5, 0.28, 0.3, 0.26, -170, 40) + line((0.73, 0.45), (0.2, 0.96)) + line((0.2, 0.96), (0.84, 0.96))],
        [arc(0.48, 0.3, 0.3, 0.28, -150, 60) + [(0.42, 0.75), (0.2, 0.93)] + line((0.2, 0.93), (0.8, 0.93))],
        [arc(0.5, 0.25, 0.24, 0.23, -190, 30) + line((0.7, 0.4), (0.24, 0.92)) + [(0.34, 0.86), (0.5, 0.9), (0.66, 0.97), (0.85, 0.92)]],
        [[(0.2, 0.2)] + arc(0.5, 0.24, 0.3, 0.2, -160, 30) + [(0.7, 0.5), (0.45, 0.78), (0.15, 0.97)] + line((0.15, 0.97), (0.9, 0.95))],
    ],
    3: [
        [arc(0.45, 0.26, 0.28, 0.24, -150, 90) + arc(0.45, 0.73, 0.32, 0.25, -90, 150)],
        [arc(0.42, 0.27, 0.32, 0.25, -120, 80) + arc(0.42, 0.74, 0.36, 0.24, -80, 130)],
        [line((0.2, 0.05), (0.75, 0.05), (0.42, 0.4)) + arc(0.42, 0.68, 0.33, 0.28, -85, 140)],
        [arc(0.45, 0.24, 0.24, 0.22, -160, 85) + [(0.36, 0.47)] + arc(0.42, 0.72, 0.3, 0.26, -80, 155)],
    ],
    4: [
        [line((0.6, 0.02), (0.14, 0.64), (0.88, 0.64)), line((0.64, 0.34), (0.62, 0.98))],
        [line((0.24, 0.04), (0.18, 0.5), (0.78, 0.48)), line((0.76, 0.05), (0.72, 0.98))],
        [line((0.3, 0.05), (0.2, 0.52), (0.82, 0.56)), line((0.68, 0.2), (0.64, 0.97))],
        [line((0.56, 0.04), (0.15, 0.58), (0.85, 0.6)), line((0.56, 0.04), (0.6, 0.98))],
    ],
    5: [
        [line((0.78, 0.05), (0.3, 0.05), (0.26, 0.42)) + arc(0.45, 0.68, 0.32, 0.28, -115, 145)],
        [line((0.32, 0.06), (0.26, 0.44)) + arc(0.44, 0.7, 0.34, 0.27, -110, 140), line((0.32, 0.06), (0.82, 0.04))],
        [line((0.75, 0.08), (0.35, 0.05), (0.3, 0.38)) + arc(0.46, 0.66, 0.28, 0.3, -120, 160)],
        [line((0.8, 0.1), (0.28, 0.08), (0.24, 0.46), (0.5, 0.4)) + arc(0.48, 0.68, 0.3, 0.27, -80, 150)],
    ],
    6: [
        [line((0.66, 0.03), (0.4, 0.3)) + arc(0.5, 0.7, 0.28, 0.27, -160, 215)],
        [arc(0.62, 0.55, 0.42, 0.52, -100, -180) + arc(0.48, 0.72, 0.28, 0.25, 180, -170)],
        [[(0.58, 0.02), (0.42, 0.2), (0.3, 0.45), (0.25, 0.7)] + arc(0.5, 0.72, 0.25, 0.25, 180, -185)],
        [arc(0.68, 0.5, 0.46, 0.46, -110, -190) + arc(0.5, 0.7, 0.28, 0.24, 170, -160)],
    ],
    7: [
        [line((0.14, 0.06), (0.84, 0.06), (0.42, 0.98))],
        [line((0.18, 0.1), (0.8, 0.06), (0.5, 0.5), (0.4, 0.97))],
        [line((0.16, 0.08), (0.82, 0.08), (0.4, 0.97)), line((0.34, 0.52), (0.78, 0.5))],
        [[(0.16, 0.18)] + line((0.18, 0.07), (0.85, 0.05)) + [(0.66, 0.35), (0.54, 0.65), (0.5, 0.97)]],
    ],
    8: [
        [arc(0.5, 0.26, 0.24, 0.23, 90, 450) + arc(0.5, 0.74, 0.3, 0.25, -90, 270)],
        [arc(0.5, 0.25, 0.26, 0.22, -20, -270) + arc(0.5, 0.73, 0.3, 0.26, -90, 230) + [(0.62, 0.42), (0.74, 0.22)]],
        [arc(0.5, 0.27, 0.28, 0.25, 90, 450), arc(0.5, 0.75, 0.27, 0.23, -90, 270)],
        [[(0.74, 0.16)] + arc(0.5, 0.24, 0.26, 0.21, -30, -250) + [(0.6, 0.54)] + arc(0.5, 0.74, 0.28, 0.23, -40, 200) + [(0.4, 0.5), (0.72, 0.2)]],
    ],
    9: [
        [arc(0.48, 0.28, 0.28, 0.26, 0, -360) + line((0.76, 0.28), (0.7, 0.98))],
        [arc(0.46, 0.3, 0.28, 0.27, -20, -380) + [(0.74, 0.5), (0.7, 0.75), (0.56, 0.92), (0.34, 0.96)]],
        [arc(0.5, 0.27, 0.26, 0.24, 10, -350) + line((0.76, 0.3), (0.6, 0.98))],
        [arc(0.48, 0.28, 0.3, 0.25, 20, -345) + line((0.78, 0.22), (0.78, 0.97))],
    ],
}

# Pen width on the pad, height of the digit, centre, and slant to the right.
MANNERS = {
    "thin": (28, 620, (500, 500), 0.0),
    "thick": (115, 640, (500, 500), 0.05),
    "small": (40, 260, (470, 540), 0.0),
    "off-centre": (70, 430, (300, 680), 0.0),
    "slanted": (70, 600, (520, 500), 0.3),
}


def unsteady(strokes, chance):
    """The strokes as a hand that is no ruler draws them: turned a little, wider or narrower, wavering."""
    turn = math.radians(chance.uniform(-9, 9))
    width = chance.uniform(0.58, 0.95)
    waves = [(chance.uniform(0.004, 0.016), chance.uniform(4, 11), chance.uniform(0, 6.3)) for _ in range(4)]
    for stroke in strokes:
        placed = []
        for x, y in stroke:
            x, y = width * (x - 0.5), y - 0.5
            x += sum(size * math.sin(speed * y + start) for size, speed, start in waves[:2])
            y += sum(size * math.sin(speed * x + start) for size, speed, start in waves[2:])
            placed.append((x * math.cos(turn) - y * math.sin(turn), x * math.sin(turn) + y * math.cos(turn)))
        yield placed


def drawings():
    """All drawings as (digit, hand, manner, strokes); strokes as the page keeps them."""
    for digit, hands in HANDS.items():
        for hand, strokes in enumerate(hands):
            for manner, (pen, height, (x, y), slant) in MANNERS.items():
                chance = random.Random(f"{digit} {hand} {manner}")
                yield digit, hand, manner, [
                    {
                        "width": pen,
                        "points": [
                            round(number)
                            for across, down in stroke
                            for number in (x + height * (across - slant * down), y + height * down)
                        ],
                    }
                    for stroke in unsteady(strokes, chance)
                ]
