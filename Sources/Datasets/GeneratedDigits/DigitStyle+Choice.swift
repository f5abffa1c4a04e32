import Computation

extension DigitStyle {
    /// The styles of all digits to learn from, 0 to 9.
    static let training = [
        zeros, ones, twos, threes, fours, fives, sixes, sevens, eights, nines,
    ]

    /// The styles of all digits of a part, 0 to 9: test digits have styles of their own.
    static func all(of part: GeneratedDigits.Part) -> [[DigitStyle]] {
        switch part {
        case .training, .validation: training
        case .test: heldOut
        }
    }

    /// A style for a digit, each as likely as it is frequent.
    static func random(
        for label: Int,
        of part: GeneratedDigits.Part,
        from stream: inout RandomStream
    ) -> DigitStyle {
        let styles = all(of: part)[label]
        var rest = stream.uniform() * styles.reduce(0) { $0 + $1.frequency }
        for style in styles {
            rest -= style.frequency
            if rest < 0 { return style }
        }
        return styles[0]
    }
}
