extension DigitStyle {
    /// Ones to learn from.
    static let ones = [
        // A bare stroke, straight or slightly bent.
        DigitStyle(
            "bare stroke",
            frequency: 15.8,
            "6 0, 3 50, 0 100",
            "0 0, 5 50, 0 100",
            "0 0, -4 50, 6 100"
        ),
        // A bare stroke that leans far to the right.
        DigitStyle(
            "leaning stroke",
            frequency: 4.1,
            "50 0, 26 50, 0 100",
            "66 0, 30 50, 0 100"
        ),
        // A flag at the top, no foot.
        DigitStyle(
            "flag",
            frequency: 1.2,
            "0 24, 14 12, 28 0!, 27 50, 26 100",
            "0 14, 8 8, 16 0!, 15 50, 12 100",
            "0 36, 20 18, 34 0!, 30 50, 26 100"
        ),
        // A flag that bends into the stem.
        DigitStyle(
            "bent flag",
            frequency: 0.5,
            "0 16, 14 2, 22 14, 18 56, 14 100",
            "0 8, 10 0, 16 12, 12 56, 4 100"
        ),
        // Flag and foot.
        DigitStyle(
            "flag and foot",
            frequency: 0.8,
            "6 26, 20 14, 34 0!, 34 50, 34 98 / 2 100, 36 100, 68 98",
            "14 12, 22 8, 30 0!, 30 50, 28 97 / 6 98, 30 98, 54 97"
        ),
        // A foot but no flag.
        DigitStyle(
            "foot",
            frequency: 0.4,
            "30 0, 28 50, 26 98 / 0 99, 28 99, 56 98"
        ),
        // The pen runs off to the right at the foot.
        DigitStyle(
            "curled end",
            frequency: 0.4,
            "10 0, 6 50, 2 95!, 12 99, 26 96",
            "6 0, 2 50, 0 98!, 10 99, 22 98"
        ),
    ]
}
