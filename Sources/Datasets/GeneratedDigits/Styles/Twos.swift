extension DigitStyle {
    /// Twos to learn from.
    static let twos = [
        // A round head, a straight slope and a flat foot from a sharp corner.
        DigitStyle(
            "plain",
            frequency: 2.2,
            "4 24, 20 4, 48 0, 70 16, 66 42, 36 72, 2 98!, 36 97, 78 98",
            "0 18, 26 2, 56 2, 72 22, 58 50, 34 76, 10 96!, 46 94, 92 96",
            "8 34, 14 10, 38 0, 56 14, 52 40, 28 72, 4 99!, 26 98, 56 96"
        ),
        // A loop between slope and foot.
        DigitStyle(
            "looped",
            frequency: 2.7,
            "4 24, 22 4, 52 0, 72 18, 64 48, 38 82, 12 98, 0 88, 14 76, 42 86, 66 97, 94 94",
            "10 22, 28 2, 56 4, 66 26, 54 56, 32 88, 10 96, 6 82, 24 76, 46 84, 68 90, 92 84",
            "0 34, 14 8, 44 0, 60 22, 56 56, 38 86, 16 99, 2 92, 12 82, 34 88, 58 96, 84 88"
        ),
        // Like a Z: flat top, sharp turn.
        DigitStyle(
            "like a Z",
            frequency: 1,
            "0 8, 34 4, 72 4!, 40 48, 2 96!, 36 96, 78 98",
            "4 2, 36 2, 66 0!, 36 50, 6 97!, 40 95, 74 92"
        ),
        // A large curl at the start, as in a small d.
        DigitStyle(
            "curled head",
            frequency: 0.4,
            "34 34, 14 38, 6 22, 24 4, 54 2, 68 24, 60 58, 34 88, 6 99!, 34 94, 70 96",
            "28 42, 10 34, 14 10, 44 0, 66 14, 66 36, 50 62, 30 82, 6 96!, 38 90, 76 94"
        ),
        // Small head, long foot: low and wide.
        DigitStyle(
            "long foot",
            frequency: 1.8,
            "8 20, 24 4, 46 2, 56 18, 46 40, 24 60, 0 74!, 44 70, 100 66",
            "0 30, 20 8, 48 0, 62 14, 48 40, 22 60, 2 78!, 44 70, 100 60"
        ),
        // A short foot that drops to the right.
        DigitStyle(
            "dropping foot",
            frequency: 0.4,
            "4 24, 18 4, 42 0, 56 18, 44 48, 20 74, 4 84!, 28 88, 54 100",
            "0 30, 12 6, 38 0, 56 16, 48 50, 28 76, 12 84!, 36 86, 64 98"
        ),
        // The slope is bowed, as in a swan's neck, and the foot waves.
        DigitStyle(
            "swan",
            frequency: 0.8,
            "2 20, 22 2, 52 4, 62 26, 46 54, 20 78, 4 94!, 22 88, 48 96, 78 90",
            "6 30, 12 8, 38 0, 62 12, 64 40, 44 70, 12 94!, 34 88, 58 94, 86 98"
        ),
        // A large open loop at the lower left, the foot drops away from it.
        DigitStyle(
            "large loop",
            frequency: 5.3,
            "8 24, 26 2, 58 2, 72 24, 62 54, 40 82, 14 99, 0 84, 18 68, 46 78, 78 98",
            "4 28, 18 4, 46 0, 58 22, 50 54, 32 86, 10 94, 6 76, 26 66, 52 80, 88 92",
            "14 22, 34 4, 62 6, 68 30, 52 60, 30 84, 8 90, 4 72, 28 70, 58 84, 96 96",
            "0 20, 20 4, 44 4, 56 28, 48 60, 32 88, 12 99, 0 84, 14 66, 40 74, 66 92"
        ),
        // Narrow: almost a stem, with a small head and a short foot.
        DigitStyle(
            "narrow",
            frequency: 0.5,
            "2 18, 12 2, 30 2, 38 18, 32 46, 18 76, 2 97!, 18 98, 42 97",
            "0 24, 8 4, 24 0, 32 16, 26 48, 16 76, 6 95!, 24 94, 50 99"
        ),
        // A round head that curls in, over a broad loop: the whole is as wide as it is high.
        DigitStyle(
            "broad loop",
            frequency: 3.6,
            "16 30, 14 10, 42 0, 70 12, 76 40, 58 78, 26 100, 0 90, 14 74, 44 80, 66 92, 90 94",
            "24 20, 30 4, 58 2, 76 20, 70 52, 50 84, 20 98, 2 84, 22 68, 54 76, 74 92, 98 88",
            "30 28, 16 14, 38 0, 66 8, 70 38, 54 78, 28 96, 4 90, 10 76, 42 78, 64 90, 84 84"
        ),
        // A small head on a stem that drops straight into the corner.
        DigitStyle(
            "straight slope",
            frequency: 1.7,
            "0 22, 16 4, 38 4, 46 20, 40 46, 28 74, 14 98!, 40 96, 66 92",
            "4 14, 20 0, 40 8, 42 28, 30 54, 14 78, 0 98!, 28 98, 58 98"
        ),
        // A loop as large as the head, from which the foot flies off half-way up.
        DigitStyle(
            "round loop",
            frequency: 3.8,
            "20 12, 44 0, 68 10, 76 34, 64 68, 34 98, 4 96, 4 72, 34 56, 66 64, 100 74",
            "26 22, 34 4, 58 0, 72 20, 66 56, 46 88, 18 100, 2 82, 14 58, 44 52, 84 60",
            "0 10, 30 0, 56 12, 66 40, 58 76, 34 99, 14 92, 14 66, 36 50, 60 58, 78 84"
        ),
        // The same, low and wide, the foot rising.
        DigitStyle(
            "rising foot",
            frequency: 1,
            "16 18, 28 6, 46 8, 48 26, 36 54, 16 76, 0 74, 2 58, 26 48, 54 44, 100 26",
            "8 20, 22 4, 44 2, 54 20, 44 48, 22 74, 4 78, 2 62, 28 52, 60 52, 96 44"
        ),
        // A sharp corner, and a foot that rises steeply.
        DigitStyle(
            "steep foot",
            frequency: 0.4,
            "0 20, 16 4, 34 6, 36 30, 26 66, 20 96!, 46 66, 84 34",
            "0 12, 18 0, 38 8, 38 34, 24 66, 8 94!, 38 80, 78 62"
        ),
        // A small hook, an upright stem and a foot to its right: almost a 1.
        DigitStyle(
            "upright stem",
            frequency: 1.2,
            "8 22, 18 4, 34 6, 38 30, 34 66, 28 96!, 50 97, 80 94",
            "0 14, 14 2, 28 10, 28 44, 18 74, 4 97!, 34 95, 72 97"
        ),
    ]
}
