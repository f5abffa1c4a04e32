import Computation
import Datasets
import Learners
import Testing

@Suite("Simple ways to compare with")
struct TextBaselineTests {
    static let texts = [
        "good film", "a good story", "good good fun", "bad film", "a bad story", "bad bad mess",
    ]
    static let labels = [1, 1, 1, 0, 0, 0]

    @Test("Words are cut, and runs of them are columns of a table")
    func table() {
        #expect(
            TextWords.words(of: "It's GOOD, isn't it?") == [
                "it's", "good", ",", "isn't", "it", "?",
            ]
        )
        #expect(
            TextWords.runs(of: ["a", "b", "c"], lengths: 1...2) == ["a", "b", "c", "a b", "b c"]
        )
        let table = NGramTable(Self.texts)
        let row = table.row(of: "good good unheard")
        #expect(row.columns.map { table.runs[Int($0)] } == ["good", "good good"])
        #expect(row.values == [2, 1] && row.binary.values == [1, 1])
        #expect(NGramTable(Self.texts, limit: 2).runs == ["bad", "good"])
    }

    @Test("Parts of words are columns too, with the spaces around each word")
    func parts() {
        #expect(
            TextWords.parts(of: ["at", "i"], lengths: 2...3) == [
                " a", "at", "t ", " at", "at ", " i", "i ", " i ",
            ]
        )
        // A word that is shorter with its spaces is a part as a whole, once.
        #expect(TextWords.parts(of: ["at"], lengths: 4...9) == [" at "])
        #expect(TextWords.parts(of: ["ü"], lengths: 2...2) == [" ü", "ü "])
        let table = NGramTable(["call 07", "call 08"], of: .characters, lengths: 2...3)
        let known = Set(table.row(of: "0799 called").columns.map { table.runs[Int($0)] })
        #expect(known == [" 0", "07", " 07", " c", "ca", "al", "ll", " ca", "cal", "all"])
    }

    @Test("Naive Bayes has the numbers that can be computed by hand")
    func bayes() {
        let table = NGramTable(Self.texts, lengths: 1...1)
        let rows = Self.texts.map(table.row)
        let bayes = NaiveBayes(rows, labels: Self.labels, classes: 2, columns: table.count)
        // good: 4 of 8 words of class 1, with 1 added to each of 7 words; 0 of 8 in class 0.
        #expect(table.count == 7)
        let scores = bayes.scores(table.row(of: "good"))
        let ratio = RandomStream.logarithm(5.0 / 15) - RandomStream.logarithm(1.0 / 15)
        #expect(abs(scores[1] - scores[0] - ratio) < 1e-12)
        #expect(Self.texts.map { bayes.answer(table.row(of: $0)) } == Self.labels)
        let bernoulli = NaiveBayes(
            rows,
            labels: Self.labels,
            classes: 2,
            columns: table.count,
            model: .bernoulli
        )
        #expect(Self.texts.map { bernoulli.answer(table.row(of: $0)) } == Self.labels)
        // In class 1 all three have good, in class 0 none: (3 + 1) / (3 + 2) and (0 + 1) / (3 + 2), four times as much.
        let with = bernoulli.scores(table.row(of: "good"))
        let without = bernoulli.scores(table.row(of: ""))
        let odds = RandomStream.logarithm((0.8 / 0.2) / (0.2 / 0.8))
        #expect(abs((with[1] - without[1]) - (with[0] - without[0]) - odds) < 1e-12)
    }

    @Test("Logistic regression ends where its gradient is zero")
    func regression() {
        let table = NGramTable(Self.texts, lengths: 1...1)
        let rows = Self.texts.map(table.row)
        let regression = SparseLogisticRegression(
            rows,
            labels: Self.labels,
            classes: 2,
            columns: table.count
        )
        #expect(Self.texts.map { regression.answer(table.row(of: $0)) } == Self.labels)
        let column = table.row(of: "good")
        // The weight of a word is what its examples are still wrong by: Σ (1 − p) · count.
        let wrong = zip(rows, Self.labels).reduce(0.0) { sum, example in
            let place = example.0.columns.firstIndex(of: column.columns[0])
            let count = place.map { Double(example.0.values[$0]) } ?? 0
            return sum + ((example.1 == 1 ? 1 : 0) - regression.probabilities(example.0)[1]) * count
        }
        let weight = regression.scores(column)[1] - regression.scores(table.row(of: ""))[1]
        #expect(abs(weight - wrong) < 1e-3)
    }

    @Test("Probabilities of what comes next sum to 1, and a text that was learned is foretold")
    func markov() {
        let sequences: [[Int32]] = (0..<20).map { start in (0..<30).map { Int32((start + $0) % 5) }
        }
        let model = MarkovModel(sequences, order: 3, vocabularyCount: 7)
        for history: [Int32] in [[], [1], [1, 2, 3, 4], [6, 6], [3, 1]] {
            let sum = model.probabilities(after: history).reduce(0, +)
            #expect(abs(sum - 1) < 1e-9, "\(history): \(sum)")
        }
        let (nats, tokens) = model.nats(of: [[0, 1, 2, 3, 4, 0, 1, 2]])
        #expect(tokens == 8 && nats / 8 < 0.5)
        #expect(model.nats(of: [[0, 2, 4, 1, 3, 0, 2, 4]]).nats / 8 > 2)
        var stream = RandomStream(seed: 1, for: "test")
        let sample = model.sample([2], end: nil, limit: 200, from: &stream)
        let steps = zip(sample, sample.dropFirst()).count { ($0 + 1) % 5 == $1 }
        #expect(sample.count == 201 && steps > 150)
        #expect(
            MarkovModel([], order: 2, vocabularyCount: 4).probabilities(after: [1]) == [
                0.25, 0.25, 0.25, 0.25,
            ]
        )
    }
}
