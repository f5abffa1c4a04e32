import Datasets
import NeuralNetworks
import TestSupport
import Testing

@Suite("Lines as documents")
struct TextLinesTests {
    private let text = LanguageText(
        "emma\nolivia\r\n\nava\nemma\nmia\nava\nzoe\nada\nida\nemma",
        name: "n.txt"
    )

    private func lines(_ share: Double = 0.3, seed: UInt64 = 1) throws -> TextLines {
        try TextLines(text, tokenizer: .bytes(end: true), validation: share, seed: seed)
    }

    @Test("Each line is framed by ends; equal lines are never in both parts", arguments: 0..<30)
    func parts(seed: Int) throws {
        let lines = try lines(seed: UInt64(seed))
        let tokenizer = Tokenizer.bytes(end: true)
        for sequence in lines.training + lines.validation {
            #expect(sequence.first == tokenizer.end)
            #expect(sequence.last == tokenizer.end)
            #expect(sequence.count(where: { $0 == tokenizer.end }) == 2)
        }
        let training = lines.training.map { tokenizer.decode($0) }
        let validation = lines.validation.map { tokenizer.decode($0) }
        let both = Set(training).intersection(validation)
        #expect(both.isEmpty)
        let all = (training + validation).sorted()
        let expected = ["ada", "ava", "ava", "emma", "emma", "emma", "ida", "mia", "olivia", "zoe"]
        #expect(all == expected)
        // Two of seven different lines.
        #expect(Set(validation).count == 2)
        #expect(lines.duplicateCount == 3)
        #expect(lines.emptyCount == 1)
    }

    @Test("The same seed holds out the same lines, others other ones")
    func seeds() throws {
        let one = try lines(seed: 1)
        let again = try lines(seed: 1)
        #expect(one == again)
        let parts = try (0..<20).map { Set(try lines(seed: $0).validation) }
        #expect(Set(parts).count > 5)
        let all = try lines(0)
        #expect(all.validation.isEmpty)
        #expect(all.training.count == 10)
    }

    @Test("Examples predict the next token and are padded at the end")
    func examples() throws {
        let lines = try TextLines(
            LanguageText("ab\na\n"),
            tokenizer: .characters(of: "ab", end: true),
            validation: 0
        )
        #expect(lines.longest == 3)
        let examples = try lines.trainingExamples(context: 4)
        let inputs: [Int32] = [2, 0, 1, -1, 2, 0, -1, -1]
        let targets: [Int32] = [0, 1, 2, -1, 0, 2, -1, -1]
        #expect(examples.inputs == Tensor(inputs, shape: [2, 4]))
        #expect(examples.targets == Tensor(targets, shape: [2, 4]))
        let least = try lines.trainingExamples()
        #expect(least.inputs.shape == [2, 3])
        let none = try lines.validationExamples()
        #expect(none.inputs.shape == [0, 3])
    }

    @Test("What cannot be made examples is said")
    func refused() throws {
        func message(_ make: () throws -> Any) -> String? {
            do { _ = try make() } catch { return "\(error)" }
            return nil
        }
        let noEnd = message { try TextLines(text, tokenizer: .bytes) }
        #expect(
            noEnd == "the tokenizer has no token for the end of a document; make it with end: true"
        )
        let few = message { try TextLines(LanguageText("a\na\n"), tokenizer: .bytes(end: true)) }
        #expect(few?.hasPrefix("the text: there are 1 different lines") == true)
        let long = message { try lines(0).trainingExamples(context: 5) }
        #expect(
            long
                == "sequence 1 (from 0) has 7 tokens to predict, more than the 5 of an example; give "
                + "a context of 7 or more"
        )
        let unknown = message {
            try TextLines(text, tokenizer: .characters(of: "ab", end: true))
        }
        #expect(
            unknown?.hasPrefix("n.txt: the character \"e\" (U+0065) in line 1, column 1") == true
        )
        let later = message {
            try TextLines(
                LanguageText("a\n\nbac"),
                tokenizer: .characters(of: "ab", end: true)
            )
        }
        #expect(later?.contains("(U+0063) in line 3, column 3") == true)
    }

    @Test(
        "Thirty thousand names",
        .enabled(
            if: DataFolder.item("text/names.txt") != nil,
            Comment(rawValue: DataFolder.missing)
        )
    )
    func names() throws {
        let path = try #require(DataFolder.item("text/names.txt"))
        let names = try LanguageText(file: path)
        let tokenizer = try Tokenizer.characters(of: names.text, end: true)
        #expect(tokenizer.vocabularyCount == 28)
        let lines = try TextLines(names, tokenizer: tokenizer, seed: 3)
        #expect(lines.training.count + lines.validation.count == 32_033)
        #expect(lines.duplicateCount == 32_033 - 29_494)
        #expect(lines.longest == 16)
        let both = Set(lines.training).intersection(lines.validation)
        #expect(both.isEmpty)
        #expect(abs(Set(lines.validation).count - 2_949) <= 1)
    }
}

@Suite("Batches of similar length")
struct LengthGroupTests {
    private func lengths(_ number: Int) -> [Int] {
        var stream = RandomStream(seed: 8, for: "lengths", number)
        return (0..<200).map { _ in 1 + stream.integer(below: 1 + number * 3) }
    }

    @Test("Each sequence is in one batch, none is longer than its padding", arguments: 0..<20)
    func partition(number: Int) throws {
        let lengths = lengths(number)
        for (size, buckets) in [(1, 1), (16, 4), (7, 3), (500, 8), (16, 1_000), (0, 0)] {
            let batches = LengthGroup.batches(
                of: lengths,
                batchSize: size,
                buckets: buckets,
                seed: 1,
                epoch: 2
            )
            let all = batches.flatMap(\.indices).sorted()
            #expect(all == Array(lengths.indices))
            #expect(batches.allSatisfy { (1...max(1, size)).contains($0.indices.count) })
            #expect(
                batches.allSatisfy { batch in
                    batch.indices.allSatisfy { lengths[$0] <= batch.length }
                }
            )
            #expect(Set(batches.map(\.length)).count <= max(1, buckets))
            // The longest of each bucket, and so of each padded length, fills it.
            for length in Set(batches.map(\.length)) {
                let members = batches.filter { $0.length == length }.flatMap(\.indices)
                #expect(members.contains { lengths[$0] == length })
            }
            // Buckets do not overlap.
            let shortest = Dictionary(grouping: batches, by: \.length).mapValues { group in
                group.flatMap(\.indices).map { lengths[$0] }.min() ?? 0
            }
            for (length, least) in shortest {
                #expect(!shortest.keys.contains { $0 < length && $0 >= least })
            }
        }
    }

    @Test("Four buckets save most of the padding")
    func padding() {
        let lengths = Array(1...400)
        let batches = LengthGroup.batches(of: lengths, batchSize: 10, seed: 1, epoch: 1)
        let padded = batches.reduce(0) { $0 + $1.length * $1.indices.count }
        #expect(padded == 100 * (100 + 200 + 300 + 400))
        #expect(batches.count == 40)
    }

    @Test("Batches are a pure function of seed and epoch, and empty for no sequences")
    func purity() {
        func batches(_ seed: UInt64, _ epoch: Int) -> [LengthGroup] {
            LengthGroup.batches(of: lengths(9), batchSize: 8, seed: seed, epoch: epoch)
        }
        #expect(batches(1, 1) == batches(1, 1))
        #expect(batches(1, 1) != batches(1, 2))
        #expect(batches(1, 1) != batches(2, 1))
        #expect(Set(batches(1, 1).map(\.length)) == Set(batches(1, 2).map(\.length)))
        let sorted = batches(1, 1).map(\.length)
        #expect(sorted != sorted.sorted())
        let none = LengthGroup.batches(of: [], batchSize: 8, seed: 1, epoch: 1)
        #expect(none.isEmpty)
    }
}
