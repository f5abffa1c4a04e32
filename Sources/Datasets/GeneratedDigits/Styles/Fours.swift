extension DigitStyle {
    /// Fours to learn from.
    static let fours = [
        // Open: an angle and a stem that crosses it.
        DigitStyle(
            "open angle",
            frequency: 4.6,
            "12 2, 8 26, 2 54!, 34 56, 80 52 / 62 8, 60 50, 56 100",
            "8 8, 4 32, 0 58!, 30 56, 64 50 / 56 0, 50 50, 42 100",
            "26 0, 16 24, 2 46!, 40 48, 92 42 / 66 6, 56 46, 42 100"
        ),
        // Open: a round cup and a stem at its right.
        DigitStyle(
            "open cup",
            frequency: 2.7,
            "6 6, 0 36, 12 54, 36 52, 60 38 / 64 0, 60 50, 54 100",
            "4 2, 0 30, 14 46, 40 42, 62 28 / 70 0, 62 48, 52 100"
        ),
        // Open and in one go: cup, up, then down the stem.
        DigitStyle(
            "one stroke",
            frequency: 1,
            "4 6, 0 36, 16 52, 42 42, 60 4!, 56 50, 50 100",
            "8 0, 2 26, 18 44, 44 34, 62 6!, 54 50, 44 100",
            "2 4, 4 34, 24 46, 46 30, 54 2!, 52 50, 46 100"
        ),
        // Closed triangle, stem from its top.
        DigitStyle(
            "closed triangle",
            frequency: 1,
            "56 2, 30 32, 0 64!, 42 64, 90 62 / 56 2, 56 50, 54 100",
            "62 4, 30 30, 0 56!, 50 58, 100 54 / 62 4, 58 50, 52 100"
        ),
        // Closed in one go: down the left, along the bar, up to the top and down.
        DigitStyle(
            "closed, one stroke",
            frequency: 0.3,
            "52 0, 24 22, 0 52!, 30 56, 58 50!, 56 22, 52 2!, 54 50, 50 100",
            "46 4, 18 20, 2 46!, 30 50, 56 42!, 54 20, 46 2!, 50 50, 42 100"
        ),
        // The stem begins half-way and hangs down from the bar.
        DigitStyle(
            "hanging stem",
            frequency: 0.4,
            "28 0, 14 26, 0 52!, 40 52, 84 48 / 56 30, 50 60, 42 100",
            "40 0, 20 24, 0 46!, 46 48, 100 42 / 60 22, 52 58, 46 100"
        ),
        // Tall and square: two posts and a level bar.
        DigitStyle(
            "square",
            frequency: 2.9,
            "4 0, 2 24, 0 48!, 28 50, 62 48 / 56 0, 56 50, 56 100",
            "2 14, 2 34, 0 56!, 30 56, 58 56 / 58 2, 58 50, 58 100"
        ),
    ]
}
