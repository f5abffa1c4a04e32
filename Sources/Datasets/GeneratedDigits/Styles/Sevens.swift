extension DigitStyle {
    /// Sevens to learn from.
    static let sevens = [
        // A bar and a slanting stem.
        DigitStyle(
            "plain",
            frequency: 5.8,
            "0 6, 34 6, 68 2!, 50 46, 32 100",
            "0 4, 38 4, 78 0!, 48 48, 16 100",
            "0 10, 22 6, 44 2!, 36 48, 24 100"
        ),
        // The stem stands upright, or even leans back.
        DigitStyle(
            "upright stem",
            frequency: 1.7,
            "0 4, 30 5, 60 4!, 58 50, 56 100",
            "0 8, 26 6, 50 4!, 54 50, 56 100"
        ),
        // The bar bends into the stem without a corner.
        DigitStyle(
            "round shoulder",
            frequency: 2.9,
            "0 12, 30 2, 58 4, 62 26, 44 62, 30 100",
            "0 8, 34 0, 60 8, 62 34, 54 66, 46 100",
            "0 18, 24 4, 50 2, 56 20, 34 60, 8 100"
        ),
        // Crossed through the stem.
        DigitStyle(
            "crossed",
            frequency: 1.3,
            "0 8, 34 6, 70 2!, 52 46, 34 100 / 22 52, 50 50, 78 48",
            "4 4, 36 6, 68 4!, 50 48, 36 100 / 18 46, 46 48, 74 46"
        ),
        // A serif hangs from the start of the bar.
        DigitStyle(
            "serif",
            frequency: 2.4,
            "2 26, 4 14, 8 2!, 36 4, 66 2!, 52 48, 40 100",
            "0 34, 2 18, 4 4!, 30 5, 58 3!, 52 48, 46 100"
        ),
        // The bar is a wave.
        DigitStyle(
            "waved bar",
            frequency: 1.5,
            "0 24, 14 6, 34 10, 64 4!, 44 48, 22 100",
            "0 14, 18 2, 38 12, 70 2!, 52 48, 36 100"
        ),
        // Serif and cross.
        DigitStyle(
            "serif and cross",
            frequency: 0.4,
            "0 24, 4 12, 8 4!, 38 6, 70 2!, 54 46, 36 100 / 24 50, 50 50, 80 46"
        ),
    ]
}
