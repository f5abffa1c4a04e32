extension DigitStyle {
    /// Sixes to learn from.
    static let sixes = [
        // A bowed back and a round loop that closes on it.
        DigitStyle(
            "bowed back",
            frequency: 3.2,
            "54 0, 28 22, 6 56, 10 88, 36 100, 62 84, 56 60, 32 58, 8 78",
            "68 0, 32 18, 4 56, 10 90, 42 99, 72 82, 62 58, 34 58, 10 76",
            "40 0, 18 24, 4 56, 4 86, 24 100, 44 86, 42 64, 24 60, 6 80"
        ),
        // A straight back.
        DigitStyle(
            "straight back",
            frequency: 3.9,
            "40 0, 22 34, 6 70, 12 96, 40 98, 58 80, 48 62, 28 66, 10 86",
            "20 0, 10 34, 2 70, 8 96, 32 99, 50 82, 44 64, 24 64, 6 82",
            "62 0, 28 38, 2 74, 10 98, 40 94, 64 72, 56 56, 32 66, 12 90"
        ),
        // Wide: the loop stands off to the right on a flat foot.
        DigitStyle(
            "loop to the right",
            frequency: 3.9,
            "16 0, 6 34, 2 72, 16 96, 50 98, 82 90, 86 66, 62 54, 44 70, 48 94",
            "28 0, 10 36, 0 76, 18 98, 56 98, 84 84, 78 60, 54 58, 38 76, 44 96"
        ),
        // The loop stays open, like a spiral.
        DigitStyle(
            "open spiral",
            frequency: 0.8,
            "50 0, 22 24, 4 60, 12 94, 44 98, 62 78, 50 60, 30 64",
            "62 4, 26 20, 4 58, 14 92, 46 98, 70 76, 54 56, 34 68"
        ),
        // Large loop, short neck.
        DigitStyle(
            "large loop",
            frequency: 0.4,
            "46 0, 24 18, 4 46, 6 84, 36 100, 72 82, 70 50, 38 38, 8 56",
            "60 2, 34 12, 8 42, 2 80, 32 99, 66 84, 68 52, 40 40, 10 60"
        ),
        // Small flat loop at the bottom of a long back.
        DigitStyle(
            "small loop",
            frequency: 1.3,
            "44 0, 26 36, 8 76, 10 96, 36 98, 56 86, 44 74, 24 80, 8 92",
            "30 0, 16 38, 4 78, 10 98, 34 98, 48 84, 34 74, 16 82, 8 94"
        ),
        // A narrow, leaning loop, closed high up the back.
        DigitStyle(
            "leaning loop",
            frequency: 1.1,
            "50 0, 24 30, 4 66, 6 94, 28 98, 52 76, 54 52, 38 48, 14 78",
            "38 0, 20 30, 6 62, 6 90, 22 100, 42 80, 48 56, 34 48, 12 70"
        ),
        // The loop ends beyond the back, which it crosses.
        DigitStyle(
            "crossing loop",
            frequency: 0.9,
            "44 0, 20 34, 6 70, 14 96, 42 96, 62 74, 52 56, 26 62, -6 80",
            "60 0, 30 30, 10 66, 14 96, 42 94, 64 70, 54 52, 28 62, -2 84"
        ),
    ]
}
