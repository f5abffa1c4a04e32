extension DigitStyle {
    /// Zeros to learn from.
    static let zeros = [
        // A ring from the top, against the clock, that closes; from narrow to round.
        DigitStyle(
            "closed ring",
            frequency: 6.5,
            "42 0, 18 10, 3 50, 16 90, 40 100, 62 88, 76 48, 62 10, 38 0",
            "50 0, 15 12, 0 50, 16 88, 50 100, 86 88, 100 50, 84 12, 46 1",
            "24 0, 10 12, 2 50, 8 90, 24 100, 38 88, 46 48, 38 12, 22 1"
        ),
        // A ring begun at the top right, its end passing the start inside or outside.
        DigitStyle(
            "ring with crossing ends",
            frequency: 3.6,
            "66 8, 34 0, 6 30, 4 70, 26 98, 58 96, 78 66, 74 26, 52 4, 34 12",
            "50 10, 30 0, 6 26, 2 66, 22 98, 52 96, 80 66, 78 26, 52 0, 26 2"
        ),
        // A ring that ends in a tail into its middle.
        DigitStyle(
            "tail inside",
            frequency: 1.1,
            "60 14, 30 2, 4 34, 6 76, 34 99, 66 84, 76 44, 60 8, 40 16, 44 34",
            "40 6, 18 14, 2 50, 14 92, 44 98, 74 74, 80 34, 58 4, 30 6, 20 24",
            "70 16, 40 0, 8 30, 2 70, 24 98, 56 90, 76 52, 66 10, 48 20, 30 52"
        ),
        // Begun inside the ring, which closes around the start.
        DigitStyle(
            "start inside",
            frequency: 0.8,
            "46 30, 50 10, 30 2, 6 30, 4 70, 28 99, 60 88, 76 48, 62 8, 36 4",
            "30 32, 44 14, 28 4, 4 34, 4 76, 34 98, 66 84, 78 42, 60 6, 26 8"
        ),
        // An egg or a drop: narrow above, broad and flat below.
        DigitStyle(
            "flat below",
            frequency: 0.7,
            "40 0, 16 26, 0 70, 12 96, 50 100, 88 94, 92 66, 70 26, 42 2",
            "44 0, 22 22, 6 62, 8 94, 46 99, 80 98, 98 76, 82 34, 48 4"
        ),
        // A lying oval.
        DigitStyle(
            "lying oval",
            frequency: 0.7,
            "60 0, 20 6, 0 34, 16 62, 55 68, 92 58, 100 28, 84 4, 52 2",
            "50 0, 14 12, 0 46, 18 78, 50 84, 86 74, 100 40, 84 10, 46 2"
        ),
        // A ring that stays open at the top.
        DigitStyle(
            "open at the top",
            frequency: 0.7,
            "32 4, 10 30, 4 66, 24 97, 56 96, 78 66, 76 28, 56 2",
            "24 10, 6 40, 8 78, 34 100, 66 88, 80 52, 68 14, 42 2"
        ),
        // The pen goes round almost twice.
        DigitStyle(
            "double ring",
            frequency: 0.5,
            "44 2, 12 20, 2 60, 24 98, 60 92, 78 50, 62 8, 36 4, 12 32, 10 72, 36 94, 60 74",
            "56 6, 22 8, 2 46, 12 90, 46 98, 74 66, 72 22, 48 0, 26 18, 18 56, 26 88, 50 90"
        ),
    ]
}
