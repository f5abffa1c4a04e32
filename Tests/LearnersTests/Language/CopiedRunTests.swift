import Testing

@testable import Learners

@Suite("Copied runs")
struct CopiedRunTests {
    private func numbers(_ text: String) -> [Int32] { text.unicodeScalars.map { Int32($0.value) } }

    @Test(
        "The longest run that stands in both is found",
        arguments: [
            ("the cat sat", ["a cat sang", "the dog"], 7), ("abc", ["xyz"], 0), ("", ["abc"], 0),
            ("abcd", ["abcd"], 4), ("abcd", ["ab", "cd"], 2), ("aaaa", ["aaa"], 3),
        ]
    )
    func longest(text: String, others: [String], length: Int) {
        #expect(CopiedRun.longest(of: numbers(text), in: others.map(numbers)) == length)
    }
}
