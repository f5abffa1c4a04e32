extension DigitStyle {
    /// Threes to learn from.
    static let threes = [
        // Two round bowls that meet in a point.
        DigitStyle(
            "two bowls",
            frequency: 5.1,
            "6 14, 34 0, 64 10, 64 32, 30 46!, 66 56, 76 78, 46 99, 4 90",
            "0 8, 30 0, 56 12, 52 34, 26 48!, 54 58, 58 82, 30 100, 0 94",
            "12 10, 44 0, 78 10, 76 32, 38 44!, 78 56, 84 80, 48 98, 0 86"
        ),
        // Flat top, slope to the middle, one bowl below.
        DigitStyle(
            "flat top",
            frequency: 0.9,
            "4 2, 36 2, 66 0!, 46 22, 28 42!, 62 52, 70 78, 42 99, 2 92",
            "0 6, 34 4, 70 6!, 52 24, 34 40!, 70 54, 74 82, 40 98, 2 88"
        ),
        // A small loop where the bowls meet.
        DigitStyle(
            "looped waist",
            frequency: 1.1,
            "6 16, 32 0, 62 10, 58 34, 36 48, 24 44, 34 38, 60 54, 66 80, 38 99, 2 88",
            "4 10, 38 0, 60 14, 48 40, 26 50, 26 42, 44 44, 62 62, 58 86, 32 100, 4 94"
        ),
        // The waist is round: the pen does not stop.
        DigitStyle(
            "soft waist",
            frequency: 0.4,
            "4 12, 32 0, 60 12, 56 36, 42 48, 58 58, 66 80, 38 100, 0 92",
            "8 8, 40 0, 66 14, 60 36, 50 46, 64 56, 68 80, 40 99, 2 84"
        ),
        // Large bowl below, the end curls up.
        DigitStyle(
            "heavy below",
            frequency: 2.1,
            "18 10, 40 0, 62 8, 58 26, 32 38!, 72 46, 82 72, 52 98, 14 96, 0 78",
            "12 6, 34 0, 54 10, 52 26, 28 36!, 64 42, 78 66, 60 94, 22 100, 2 84"
        ),
        // Large bowl above, and a flat foot to the left.
        DigitStyle(
            "flat foot",
            frequency: 0.6,
            "10 8, 44 0, 74 14, 66 40, 30 52!, 70 58, 76 80, 50 94, 0 96",
            "6 18, 36 0, 66 12, 66 38, 36 50!, 66 60, 70 84, 44 98, -6 98"
        ),
        // Narrow, with hardly any waist.
        DigitStyle(
            "narrow",
            frequency: 1.1,
            "4 10, 22 0, 38 12, 34 32, 18 46!, 36 60, 40 80, 24 99, 0 94",
            "0 6, 22 2, 40 8, 36 30, 22 44!, 34 58, 34 82, 16 98, -2 96"
        ),
        // Drawn like a zigzag.
        DigitStyle(
            "zigzag",
            frequency: 1.4,
            "0 14, 20 2, 52 6, 46 24, 18 46!, 50 52, 64 66, 46 86, 14 100",
            "4 4, 34 2, 64 8, 44 28, 24 44!, 54 50, 60 72, 36 90, 0 98"
        ),
        // A small head, and a lower stroke that runs off to the left.
        DigitStyle(
            "straight tail",
            frequency: 1.4,
            "18 14, 42 0, 62 8, 52 28, 28 44!, 54 46, 60 64, 38 86, 0 99",
            "26 10, 48 0, 62 12, 48 32, 22 48!, 52 52, 54 70, 34 88, 4 94"
        ),
        // Leaning back: the lower bowl stands to the right of the upper.
        DigitStyle(
            "leaning back",
            frequency: 1.7,
            "0 6, 24 4, 40 16, 34 32, 18 46!, 44 48, 64 66, 56 88, 30 98",
            "0 0, 28 6, 46 14, 36 32, 26 44!, 52 52, 66 72, 52 94, 14 96"
        ),
    ]
}
