extension DigitStyle {
    /// Twos to learn from.
    static let twos = [
        // A round head, a straight slope and a flat foot from a sharp corner.
        DigitStyle(
            "plain", frequency: 4,
            "4 24, 20 4, 48 0, 70 16, 66 42, 36 72, 2 98!, 36 97, 78 98",
            "0 18, 26 2, 56 2, 72 22, 58 50, 34 76, 10 96!, 46 94, 92 96",
            "8 34, 14 10, 38 0, 56 14, 52 40, 28 72, 4 99!, 26 98, 56 96"
        ),
        // A loop between slope and foot.
        DigitStyle(
            "looped", frequency: 3.5,
            "4 24, 22 4, 52 0, 72 18, 64 48, 38 82, 12 98, 0 88, 14 76, 42 86, 66 97, 94 94",
            "10 22, 28 2, 56 4, 66 26, 54 56, 32 88, 10 96, 6 82, 24 76, 46 84, 68 90, 92 84",
            "0 34, 14 8, 44 0, 60 22, 56 56, 38 86, 16 99, 2 92, 12 82, 34 88, 58 96, 84 88"
        ),
        // Like a Z: flat top, sharp turn.
        DigitStyle(
            "like a Z", frequency: 1.6,
            "0 8, 34 4, 72 4!, 40 48, 2 96!, 36 96, 78 98",
            "4 2, 36 2, 66 0!, 36 50, 6 97!, 40 95, 74 92"
        ),
        // A large curl at the start, as in a small d.
        DigitStyle(
            "curled head", frequency: 1,
            "34 34, 14 38, 6 22, 24 4, 54 2, 68 24, 60 58, 34 88, 6 99!, 34 94, 70 96",
            "28 42, 10 34, 14 10, 44 0, 66 14, 66 36, 50 62, 30 82, 6 96!, 38 90, 76 94"
        ),
        // Small head, long foot: low and wide.
        DigitStyle(
            "long foot", frequency: 1.2,
            "8 20, 24 4, 46 2, 56 18, 46 40, 24 60, 0 74!, 44 70, 100 66",
            "0 30, 20 8, 48 0, 62 14, 48 40, 22 60, 2 78!, 44 70, 100 60"
        ),
        // A short foot that drops to the right.
        DigitStyle(
            "dropping foot", frequency: 1,
            "4 24, 18 4, 42 0, 56 18, 44 48, 20 74, 4 84!, 28 88, 54 100",
            "0 30, 12 6, 38 0, 56 16, 48 50, 28 76, 12 84!, 36 86, 64 98"
        ),
        // The slope is bowed, as in a swan's neck, and the foot waves.
        DigitStyle(
            "swan", frequency: 1.5,
            "2 20, 22 2, 52 4, 62 26, 46 54, 20 78, 4 94!, 22 88, 48 96, 78 90",
            "6 30, 12 8, 38 0, 62 12, 64 40, 44 70, 12 94!, 34 88, 58 94, 86 98"
        ),
    ]
}
