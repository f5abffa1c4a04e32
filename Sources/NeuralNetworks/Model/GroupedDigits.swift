extension BinaryInteger {
    /// The number with its digits in groups of three, as messages for people show it: `47,040,016`.
    package var grouped: String {
        var text = ""
        let digits = magnitude.description
        for (place, digit) in zip((0..<digits.count).reversed(), digits) {
            text.append(digit)
            if place > 0, place % 3 == 0 { text.append(",") }
        }
        return self < 0 ? "-" + text : text
    }
}
