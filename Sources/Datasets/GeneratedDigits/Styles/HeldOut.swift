extension DigitStyle {
    /// The styles of all digits to be tested with, 0 to 9: none of them is learned from.
    static let heldOut = [
        // Zeros.
        [
            // A ring from the left, with the clock.
            DigitStyle(
                "ring from the left",
                frequency: 3,
                "0 54, 10 18, 38 0, 66 16, 74 52, 62 88, 36 100, 8 86, 1 48",
                "2 60, 6 22, 28 2, 50 14, 56 48, 50 84, 28 98, 8 90, 2 54"
            ),
            // Pointed above and below, like a lemon.
            DigitStyle(
                "lemon",
                "40 0, 14 24, 2 52, 16 82, 38 100, 62 78, 74 50, 62 22, 38 1",
                "54 2, 22 26, 0 58, 10 86, 30 99, 60 76, 80 44, 74 16, 50 1"
            ),
            // The ends make a small loop at the top.
            DigitStyle(
                "loop at the top",
                "58 20, 40 4, 14 22, 2 62, 22 96, 54 94, 74 60, 66 22, 44 6, 30 14, 46 26",
                "50 16, 34 0, 10 24, 4 64, 26 99, 58 90, 72 54, 58 16, 36 6, 26 18, 40 22"
            ),
        ],
        // Ones.
        [
            // A stroke bent like a flat S.
            DigitStyle(
                "bent stroke",
                frequency: 4,
                "10 0, 5 30, 8 68, 0 100",
                "22 0, 12 30, 10 68, 0 100"
            ),
            // A very small flag.
            DigitStyle(
                "small flag",
                "0 10, 10 0!, 9 50, 6 100",
                "0 8, 8 2!, 6 50, 0 100"
            ),
            // The end turns a little to the left.
            DigitStyle(
                "hooked end",
                "14 0, 14 48, 12 90, 0 99",
                "20 0, 16 48, 10 92, 0 97"
            ),
        ],
        // Twos.
        [
            // A wide head and a foot like a wave.
            DigitStyle(
                "waved foot",
                frequency: 2,
                "0 22, 18 4, 46 0, 68 18, 56 46, 28 74, 4 94!, 20 86, 42 94, 64 98, 84 88",
                "6 26, 20 6, 44 2, 62 20, 54 48, 30 76, 8 97!, 26 92, 44 95, 60 97, 76 92"
            ),
            // The head begins with a small hook downwards.
            DigitStyle(
                "hooked head",
                "12 30, 6 16, 22 2, 52 2, 68 22, 54 52, 28 78, 0 97!, 38 97, 80 96",
                "18 32, 8 22, 18 4, 46 0, 64 18, 54 48, 30 76, 4 98!, 38 95, 72 97"
            ),
            // A loop that lies flat along the foot.
            DigitStyle(
                "flat loop",
                "4 22, 24 2, 54 2, 70 22, 56 56, 28 86, 8 97, 0 90, 16 86, 50 92, 86 96",
                "8 28, 22 6, 48 0, 62 20, 52 54, 28 82, 8 95, 2 88, 18 82, 46 90, 76 98"
            ),
        ],
        // Threes.
        [
            // Round above, the lower bowl pointed at its right.
            DigitStyle(
                "pointed bowl",
                frequency: 2,
                "8 14, 34 0, 58 10, 54 32, 26 46!, 58 54, 76 70, 50 92, 4 98",
                "2 12, 30 0, 56 8, 54 30, 30 44!, 56 54, 70 72, 46 94, 0 94"
            ),
            // The end hooks up at the left.
            DigitStyle(
                "hooked end",
                "10 16, 34 2, 60 10, 58 34, 30 47!, 62 58, 72 82, 42 100, 10 96, -2 80",
                "4 10, 32 0, 60 8, 56 32, 28 46!, 60 56, 66 80, 40 99, 14 98, 4 86"
            ),
            // A flat top that slopes down, then two bowls in one bend.
            DigitStyle(
                "sloping top",
                "2 0, 30 4, 60 8!, 42 26, 26 42!, 60 54, 68 78, 42 98, 0 94",
                "0 4, 30 4, 58 2!, 44 24, 30 40!, 58 50, 70 74, 46 97, 4 96"
            ),
        ],
        // Fours.
        [
            // A long bar far out to both sides.
            DigitStyle(
                "long bar",
                "22 2, 14 28, 0 58!, 40 56, 96 54 / 62 12, 58 54, 54 100",
                "28 4, 16 28, 0 54!, 44 54, 96 48 / 64 14, 58 54, 50 100"
            ),
            // The cup is an angle of its own, and the stem stands off.
            DigitStyle(
                "angle and long stem",
                frequency: 2,
                "6 10, 4 32, 4 50!, 34 52, 66 46 / 66 0, 62 46, 58 100",
                "14 8, 8 30, 2 50!, 34 50, 66 42 / 70 0, 62 46, 50 100"
            ),
            // A cup in one stroke, from which the stem falls.
            DigitStyle(
                "falling stem",
                "8 4, 2 26, 6 46, 30 50, 54 34, 64 4!, 60 50, 56 100",
                "4 8, 0 30, 10 46, 34 46, 54 30, 66 6!, 58 50, 48 100"
            ),
        ],
        // Fives.
        [
            // The bar slopes down to the neck.
            DigitStyle(
                "sloping bar",
                "80 0, 48 6, 18 10!, 14 26, 8 44!, 40 40, 64 56, 62 82, 34 99, 0 94",
                "72 4, 44 6, 16 6!, 14 24, 10 42!, 42 40, 62 58, 58 84, 32 98, 2 90"
            ),
            // A round neck, the bar added at the end.
            DigitStyle(
                "round neck",
                frequency: 2,
                "20 6, 10 22, 14 40, 40 42, 64 58, 62 82, 36 99, 2 92 / 20 5, 46 3, 76 2",
                "24 8, 14 24, 18 40, 42 44, 58 60, 54 84, 28 98, 0 92 / 22 6, 50 6, 82 2"
            ),
            // The end of the belly hooks up.
            DigitStyle(
                "hooked belly",
                "70 2, 44 2, 16 4!, 12 22, 8 42!, 40 38, 66 56, 64 82, 38 99, 12 96, 0 82",
                "78 4, 48 3, 20 4!, 16 24, 12 44!, 42 40, 64 58, 60 84, 34 98, 12 96, 4 86"
            ),
        ],
        // Sixes.
        [
            // A hook at the top.
            DigitStyle(
                "hooked top",
                frequency: 2,
                "64 10, 50 0, 24 20, 4 58, 10 90, 36 100, 62 84, 56 62, 32 58, 8 78",
                "60 14, 48 2, 24 22, 6 58, 10 90, 34 99, 56 84, 50 64, 30 60, 8 80"
            ),
            // The loop is a pointed oval.
            DigitStyle(
                "pointed loop",
                "50 0, 26 24, 6 60, 8 90, 30 99, 58 88, 66 70, 40 60, 12 76",
                "44 0, 22 26, 4 62, 8 92, 30 98, 52 88, 58 72, 36 62, 10 78"
            ),
            // The back and the loop are two strokes.
            DigitStyle(
                "back and ring",
                "48 0, 22 26, 6 62, 8 86, 24 98 / 10 74, 30 56, 56 64, 58 86, 36 100, 12 94",
                "40 0, 18 28, 4 64, 6 88, 20 97 / 8 78, 26 60, 48 66, 50 86, 32 99, 10 92"
            ),
        ],
        // Sevens.
        [
            // The bar dips in the middle.
            DigitStyle(
                "dipping bar",
                frequency: 2,
                "0 4, 34 12, 70 2!, 52 48, 32 100",
                "0 2, 30 10, 60 4!, 48 48, 34 100"
            ),
            // The stem is bowed to the right.
            DigitStyle(
                "bowed stem",
                "0 6, 32 4, 64 2!, 62 34, 50 66, 40 100",
                "2 10, 30 6, 58 4!, 54 34, 42 66, 26 100"
            ),
            // Crossed low.
            DigitStyle(
                "crossed low",
                "2 6, 34 5, 66 4!, 50 48, 34 100 / 20 58, 44 56, 68 54",
                "0 8, 34 6, 68 2!, 54 48, 40 100 / 24 60, 48 58, 74 54"
            ),
        ],
        // Eights.
        [
            // Begun at the bottom: up, round the head, and down again.
            DigitStyle(
                "from the bottom",
                frequency: 2,
                "36 100, 8 86, 20 60, 48 38, 60 14, 36 0, 12 14, 24 40, 56 62, 62 86, 34 99",
                "32 100, 6 84, 18 58, 46 38, 56 12, 36 2, 16 14, 24 40, 48 60, 56 84, 30 98"
            ),
            // Like a pear: the head small, the sides smooth.
            DigitStyle(
                "pear",
                "50 10, 34 0, 20 12, 26 34, 52 54, 64 80, 36 100, 6 82, 16 54, 40 32, 50 12",
                "54 12, 38 2, 24 12, 28 34, 50 52, 60 80, 34 99, 6 84, 20 54, 44 32, 56 10"
            ),
            // A ring, and under it a loop that hangs from it.
            DigitStyle(
                "ring and loop",
                "34 0, 14 12, 18 38, 38 44, 56 30, 52 6, 32 1 / 22 42, 6 72, 14 96, 44 98, 62 80, 46 44",
                "38 0, 18 14, 22 38, 42 42, 58 26, 54 6, 36 1 / 26 42, 8 70, 14 96, 42 99, 58 80, 48 42"
            ),
        ],
        // Nines.
        [
            // A ring with the clock, then the stem.
            DigitStyle(
                "ring with the clock",
                "56 24, 44 4, 16 4, 2 26, 16 46, 42 44, 58 22, 60 10!, 56 54, 48 100",
                "54 22, 40 2, 14 6, 2 28, 16 46, 40 42, 56 20, 58 8!, 52 54, 40 100"
            ),
            // The stem ends in a small foot to the right.
            DigitStyle(
                "stem bent at the end",
                frequency: 2,
                "58 12, 32 0, 6 18, 6 40, 28 48, 52 32, 60 6!, 56 48, 50 84, 44 100",
                "54 12, 30 0, 6 18, 4 38, 24 46, 48 30, 56 8!, 50 48, 38 82, 26 99"
            ),
            // A long round tail to the left.
            DigitStyle(
                "round tail",
                "58 14, 34 0, 10 14, 8 38, 32 46, 54 30, 60 10!, 60 50, 54 78, 36 96, 8 98",
                "56 12, 32 0, 8 16, 6 38, 28 46, 50 32, 58 8!, 56 50, 48 76, 28 94, 4 96"
            ),
        ],
    ]
}
