extension DigitStyle {
    /// Nines to learn from.
    static let nines = [
        // A round head and a straight stem.
        DigitStyle(
            "straight stem",
            frequency: 7.3,
            "60 12, 34 0, 8 16, 6 42, 30 50, 54 32, 62 6!, 58 50, 50 100",
            "52 10, 28 0, 6 18, 4 40, 22 48, 46 34, 54 8!, 46 52, 34 100",
            "70 10, 40 0, 8 14, 2 38, 28 48, 58 30, 70 6!, 64 50, 60 100"
        ),
        // A head closed like a ring, then the stem.
        DigitStyle(
            "ring and stem",
            frequency: 2,
            "50 4, 22 4, 4 26, 16 48, 42 44, 58 22, 50 4!, 48 50, 40 100",
            "44 2, 16 8, 2 30, 14 50, 36 42, 52 20, 46 4!, 38 52, 22 100"
        ),
        // The stem curves back to the left at the end.
        DigitStyle(
            "curved tail",
            frequency: 1.4,
            "60 12, 34 0, 8 16, 6 40, 30 48, 54 32, 60 8!, 62 48, 52 86, 28 99, 2 92",
            "56 10, 30 0, 6 16, 6 38, 28 46, 50 30, 56 8!, 58 46, 50 80, 32 98, 12 94",
            "60 20, 40 2, 14 12, 8 36, 28 48, 48 40, 58 26!, 54 54, 46 84, 22 99, 6 82"
        ),
        // The head bends into a bowed stem without a corner.
        DigitStyle(
            "bowed stem",
            frequency: 2.7,
            "48 34, 24 46, 4 32, 10 8, 36 0, 56 14, 58 42, 44 74, 20 100",
            "56 30, 32 48, 6 38, 8 12, 36 0, 60 12, 62 40, 54 72, 44 100"
        ),
        // A flat or pointed head.
        DigitStyle(
            "angular head",
            frequency: 1.5,
            "58 6, 28 4, 4 24!, 18 42, 40 36, 58 8!, 54 52, 48 100",
            "64 2, 32 6, 2 30!, 24 44, 46 34, 64 4!, 54 50, 40 100"
        ),
        // Small head, long stem.
        DigitStyle(
            "small head",
            frequency: 1.2,
            "46 10, 26 0, 8 12, 8 30, 26 36, 42 24, 46 8!, 42 54, 34 100",
            "44 8, 24 2, 8 14, 12 30, 28 30, 42 20, 48 4!, 38 52, 22 100"
        ),
        // The head does not quite close.
        DigitStyle(
            "open head",
            frequency: 1.4,
            "40 2, 14 8, 2 30, 16 48, 40 42, 56 20, 60 8!, 56 52, 50 100",
            "34 4, 10 16, 4 38, 24 46, 46 32, 58 14, 60 8!, 50 54, 36 100"
        ),
        // The head hangs in front of a stem of its own.
        DigitStyle(
            "head, then stem",
            frequency: 1.3,
            "54 10, 28 0, 6 18, 8 40, 32 46, 56 34 / 60 2, 58 50, 56 100",
            "52 6, 24 2, 4 22, 10 44, 32 46, 54 30 / 56 6, 50 52, 42 100"
        ),
        // A wide head that leans to the right over a slanting stem.
        DigitStyle(
            "leaning head",
            frequency: 2.4,
            "76 6, 48 0, 18 14, 10 34, 28 44, 56 30, 76 8!, 50 54, 22 100",
            "66 8, 42 2, 16 18, 6 36, 20 46, 46 34, 66 12!, 44 54, 14 100"
        ),
        // A wide, flat head far to the left of an upright stem.
        DigitStyle(
            "flat head",
            frequency: 0.8,
            "70 14, 40 0, 8 8, 0 26, 24 40, 58 32, 76 12!, 76 52, 74 100",
            "56 4, 26 4, 2 20, 10 38, 38 38, 62 24, 68 10!, 72 52, 72 100"
        ),
        // The head begins far to the right, beyond the stem.
        DigitStyle(
            "flying start",
            frequency: 1.1,
            "78 0, 48 4, 14 16, 4 36, 22 48, 48 32, 58 16!, 52 52, 42 100",
            "86 6, 52 0, 16 16, 8 38, 28 46, 52 32, 62 18!, 50 54, 28 100",
            "66 0, 42 2, 16 18, 8 40, 26 50, 44 38, 54 24!, 54 58, 50 100"
        ),
        // A narrow, pointed head, open at the top.
        DigitStyle(
            "narrow head",
            frequency: 1.4,
            "40 0, 20 8, 4 28, 10 46, 30 42, 44 24, 52 6!, 44 52, 30 100",
            "36 6, 16 12, 2 32, 10 50, 28 44, 42 26, 46 12!, 42 54, 38 100"
        ),
        // The head turns into the stem before it has come back up to its start.
        DigitStyle(
            "hooked head",
            frequency: 1.6,
            "66 4, 40 0, 10 16, 8 38, 28 46, 48 38, 58 30!, 52 60, 44 100",
            "60 2, 34 4, 8 20, 10 40, 30 46, 50 34, 60 20!, 50 58, 28 100",
            "56 6, 34 0, 12 12, 8 30, 24 40, 46 38, 58 36!, 58 64, 54 100"
        ),
    ]
}
