extension DigitStyle {
    /// Eights to learn from.
    static let eights = [
        // Begun at the top right like an S, then back up across it.
        DigitStyle(
            "S first",
            frequency: 3.3,
            "62 10, 36 0, 12 16, 26 42, 56 62, 64 86, 34 100, 6 84, 20 60, 48 38, 64 14",
            "70 14, 44 0, 18 12, 24 36, 56 58, 66 84, 36 100, 4 86, 18 60, 56 38, 78 8",
            "48 12, 28 0, 10 16, 18 42, 40 64, 42 88, 22 100, 2 84, 14 60, 38 38, 46 14"
        ),
        // The same, but the end does not reach the start.
        DigitStyle(
            "open top",
            frequency: 1.1,
            "66 8, 36 2, 14 18, 28 42, 56 62, 62 86, 34 100, 8 84, 24 58, 46 42, 58 28",
            "58 4, 28 4, 10 22, 26 44, 52 64, 54 88, 26 100, 4 82, 26 58, 56 40, 76 20",
            "72 18, 50 2, 18 8, 20 34, 50 58, 58 84, 34 100, 8 88, 20 62, 44 46, 64 34"
        ),
        // Two rings, one on the other.
        DigitStyle(
            "two rings",
            frequency: 0.9,
            "36 0, 14 10, 12 34, 34 46, 56 34, 56 10, 34 0 / 34 46, 8 58, 4 84, 34 100, 64 84, 60 58, 36 46",
            "40 0, 8 12, 10 38, 40 48, 72 38, 72 12, 38 0 / 40 50, 6 60, 4 86, 40 100, 78 86, 76 60, 42 50"
        ),
        // Begun in the middle, the upper loop first.
        DigitStyle(
            "from the middle",
            frequency: 1.4,
            "36 46, 14 28, 22 4, 46 2, 58 22, 40 44, 14 66, 8 90, 32 100, 56 88, 54 66, 32 46",
            "30 50, 10 30, 14 8, 38 0, 52 16, 40 44, 16 68, 12 92, 36 99, 56 84, 48 62, 26 44"
        ),
        // Begun at the top left: the mirror image of the S.
        DigitStyle(
            "mirrored",
            frequency: 0.5,
            "10 12, 34 0, 58 16, 44 42, 12 64, 6 88, 34 100, 62 84, 50 60, 22 38, 8 14",
            "14 6, 40 2, 58 22, 40 46, 12 66, 10 90, 36 99, 58 80, 44 56, 18 38, 12 10"
        ),
        // A narrow, flat lower loop.
        DigitStyle(
            "narrow below",
            frequency: 3.3,
            "72 12, 42 0, 12 14, 26 40, 46 64, 46 88, 30 100, 16 86, 26 62, 54 40, 76 14",
            "60 8, 30 0, 6 16, 20 42, 38 68, 36 92, 22 99, 12 86, 24 62, 52 42, 68 18"
        ),
        // A small head on a large lower loop.
        DigitStyle(
            "small head",
            frequency: 0.4,
            "54 8, 40 0, 24 10, 30 30, 60 52, 70 82, 34 100, 2 82, 16 54, 46 32, 56 12",
            "56 12, 44 2, 30 10, 32 26, 58 46, 66 78, 34 98, 4 82, 20 52, 48 28, 60 8"
        ),
        // Narrow loops, almost a stem.
        DigitStyle(
            "narrow",
            frequency: 2.3,
            "42 8, 26 0, 8 14, 16 42, 32 64, 36 88, 20 100, 2 86, 12 60, 32 36, 42 10",
            "48 12, 32 0, 16 14, 20 42, 30 66, 28 90, 12 99, -2 84, 12 58, 36 36, 52 6"
        ),
        // The start and the end fly off to the right at the top.
        DigitStyle(
            "flying ends",
            frequency: 2.4,
            "80 10, 46 2, 14 14, 24 40, 48 62, 52 86, 28 100, 4 84, 20 60, 50 40, 92 16",
            "66 4, 36 4, 16 20, 28 44, 44 64, 40 88, 20 99, 2 82, 22 58, 54 34, 78 4",
            "66 22, 46 10, 22 16, 22 40, 44 62, 44 88, 20 100, 2 84, 24 60, 58 32, 88 2"
        ),
        // The upper loop slants to the left, the lower one hangs under it like a drop.
        DigitStyle(
            "slanting head",
            frequency: 1.7,
            "64 18, 34 0, 4 8, 10 34, 40 50, 60 66, 56 92, 34 100, 22 82, 40 56, 66 32, 66 16",
            "72 20, 50 4, 18 2, 8 24, 34 46, 54 62, 52 88, 30 99, 16 84, 34 58, 62 40, 74 18"
        ),
        // Open at the bottom, like a ribbon.
        DigitStyle(
            "open legs",
            frequency: 0.4,
            "4 98, 20 70, 48 42, 58 16, 40 0, 18 6, 16 28, 40 54, 64 98",
            "0 92, 26 66, 56 36, 60 10, 38 0, 20 10, 22 32, 46 60, 78 90"
        ),
    ]
}
