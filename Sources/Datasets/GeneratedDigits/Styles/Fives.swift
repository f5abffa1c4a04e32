extension DigitStyle {
    /// Fives to learn from.
    static let fives = [
        // Neck and belly first, then the bar, which may not touch.
        DigitStyle(
            "separate bar",
            frequency: 3.5,
            "16 4, 12 22, 8 42!, 38 36, 66 52, 66 78, 38 99, 0 90 / 16 4, 42 3, 78 0",
            "26 6, 18 24, 10 44!, 40 42, 62 56, 56 82, 30 98, 0 94 / 28 4, 60 2, 96 2",
            "10 8, 8 26, 6 46!, 34 38, 56 54, 58 80, 34 100, 2 94 / 8 6, 30 4, 60 2"
        ),
        // One stroke from the right end of the bar.
        DigitStyle(
            "one stroke",
            frequency: 3.3,
            "76 2, 46 2, 16 4!, 12 22, 8 42!, 40 36, 68 54, 66 80, 38 99, 0 92",
            "96 0, 60 4, 30 6!, 22 24, 12 44!, 42 44, 60 58, 54 82, 28 98, 0 92",
            "58 0, 38 2, 14 2!, 10 24, 6 48!, 32 42, 54 56, 56 82, 34 100, 6 94"
        ),
        // Like an S, without corners.
        DigitStyle(
            "like an S",
            frequency: 2.6,
            "74 4, 42 2, 12 18, 18 40, 50 50, 68 70, 48 97, 0 92",
            "60 2, 30 2, 10 22, 20 42, 40 54, 50 76, 34 98, 2 94",
            "90 4, 54 4, 26 20, 26 38, 50 50, 58 70, 38 94, 0 92"
        ),
        // A small belly on a long neck.
        DigitStyle(
            "small belly",
            frequency: 1,
            "14 2, 8 26, 4 54!, 30 50, 48 64, 46 86, 24 100, 0 92 / 14 2, 36 2, 62 0",
            "10 4, 8 28, 8 56!, 32 54, 46 68, 40 90, 20 98, 2 90 / 8 4, 30 4, 54 4"
        ),
        // Large round belly, short neck.
        DigitStyle(
            "large belly",
            frequency: 1.1,
            "66 0, 42 2, 20 4!, 14 18, 8 34!, 46 28, 78 48, 76 78, 42 100, 0 90",
            "74 4, 46 4, 18 6!, 14 20, 12 36!, 48 34, 72 52, 66 82, 34 98, -4 88"
        ),
        // Low and wide, the bar flies off to the right.
        DigitStyle(
            "flying bar",
            frequency: 2.3,
            "100 4, 64 8, 34 14!, 26 30, 20 42!, 46 44, 56 58, 44 74, 22 82, 0 74",
            "100 0, 66 8, 36 14!, 30 26, 22 40!, 46 46, 50 62, 34 76, 16 80, 0 72"
        ),
        // The belly curls up until it nearly closes.
        DigitStyle(
            "closing belly",
            frequency: 0.6,
            "76 2, 46 4, 18 6!, 12 24, 10 42!, 44 38, 68 58, 58 86, 30 98, 8 88, 8 72",
            "92 4, 54 2, 22 4!, 14 22, 8 40!, 42 40, 62 58, 52 84, 26 94, 6 84, 4 68"
        ),
    ]
}
