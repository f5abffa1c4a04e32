import Datasets
import NeuralNetworks
import Testing

extension Tensor {
    /// Whole numbers, row by row.
    fileprivate var rows: [[Int32]] {
        guard case .int32(let all) = storage else { return [] }
        return (0..<shape[0]).map { Array(all[$0 * shape[1]..<($0 + 1) * shape[1]]) }
    }
}

@Suite("Running text")
struct RunningTextTests {
    /// Text whose token i is i.
    private func running(_ count: Int, validation: Double = 0.1) throws -> RunningText {
        var text = ""
        for value in 0..<count {
            text.unicodeScalars.append(Unicode.Scalar(UInt32(0x4E00 + value)) ?? "x")
        }
        return try RunningText(
            LanguageText(text),
            tokenizer: .characters(of: text),
            validation: validation
        )
    }

    @Test(
        "Every window's target is the next input, and nothing that is held out is learned from",
        arguments: TextWindows.Order.allCases,
        [(100, 1), (100, 7), (100, 45), (100, 89), (101, 30)]
    )
    func windows(order: TextWindows.Order, sizes: (count: Int, context: Int)) throws {
        let text = try running(sizes.count)
        let windows = try text.windows(of: sizes.context, order)
        for epoch in 1...20 {
            let examples = windows.examples(seed: 4, epoch: epoch)
            #expect(examples.inputs.shape == [windows.count, sizes.context])
            #expect(windows.count >= 1)
            for (input, target) in zip(examples.inputs.rows, examples.targets.rows) {
                #expect(target == input.map { $0 + 1 })
                #expect(zip(input, input.dropFirst()).allSatisfy { $1 == $0 + 1 })
                #expect((target.max() ?? .max) < Int32(text.training.count))
                #expect((input.min() ?? -1) >= 0)
            }
            if order == .consecutive {
                let all = examples.inputs.rows.flatMap(\.self)
                #expect(Set(all).count == all.count)
                #expect(all == all.sorted())
            }
        }
    }

    @Test(
        "Windows begin everywhere in the course of the epochs",
        arguments: TextWindows.Order.allCases
    )
    func coverage(order: TextWindows.Order) throws {
        let windows = try running(60, validation: 0).windows(of: 8, order)
        var targets: Set<Int32> = []
        for epoch in 1...200 {
            targets.formUnion(windows.examples(seed: 1, epoch: epoch).targets.rows.flatMap(\.self))
        }
        let seen = targets.sorted()
        #expect(seen == Array(1..<60))
    }

    @Test(
        "Windows are a pure function of seed, epoch and index",
        arguments: TextWindows.Order.allCases
    )
    func purity(order: TextWindows.Order) throws {
        let windows = try running(1_000).windows(of: 16, order)
        let all = windows.examples(seed: 2, epoch: 3)
        let some = windows.transformed(
            all,
            at: [7, 2, 7],
            in: TransformationContext(seed: 2, epoch: 3)
        )
        #expect(some == all[[7, 2, 7]])
        let again = windows.examples(seed: 2, epoch: 3)
        #expect(again == all)
        let nextEpoch = windows.examples(seed: 2, epoch: 4)
        #expect(nextEpoch != all)
        let otherSeed = windows.examples(seed: 3, epoch: 3)
        #expect(otherSeed != all)
        #expect(nextEpoch.inputs.shape == all.inputs.shape)
    }

    @Test(
        "Each held-out token is predicted once, in order",
        arguments: [1, 2, 3, 7, 9, 10, 11, 64]
    )
    func validation(context: Int) throws {
        let text = try running(100)
        #expect(text.training.count == 90)
        let examples = try text.validationExamples(context: context)
        let inputs = examples.inputs.rows.flatMap(\.self)
        let targets = examples.targets.rows.flatMap(\.self)
        let predicted = targets.filter { $0 >= 0 }
        #expect(predicted == text.validation)
        let read = inputs.filter { $0 >= 0 }
        #expect(read == (89..<99).map { Int32($0) })
        let padding = inputs.count - 10
        #expect(padding < context)
        #expect(inputs.suffix(padding).allSatisfy { $0 == -1 })
        #expect(targets.suffix(padding).allSatisfy { $0 == -1 })
        let none = try running(100, validation: 0).validationExamples(context: context)
        #expect(none.count == 0)
    }

    @Test("What is too short or unknown is said with its name and place")
    func refused() throws {
        let short = #expect(throws: LanguageTextError.self) { try running(20).windows(of: 18) }
        #expect(
            short?.description
                == "the text: there are 18 tokens to learn from, too few for examples "
                + "of 18, which need 19; give a longer text or a shorter context"
        )
        #expect(throws: LanguageTextError.context(0)) { try running(20).windows(of: 0) }
        #expect(throws: LanguageTextError.context(-1)) {
            try running(20).validationExamples(context: -1)
        }
        #expect(throws: LanguageTextError.self) {
            try RunningText(LanguageText(""), tokenizer: .bytes)
        }
        let tokenizer = try Tokenizer.characters(of: "ab\n")
        let unknown = #expect(throws: LanguageTextError.self) {
            try RunningText(
                LanguageText("aaaa\naaaa\nbbxb", name: "a.txt"),
                tokenizer: tokenizer
            )
        }
        #expect(
            unknown?.description.hasPrefix(
                "a.txt: the character \"x\" (U+0078) in line 3, column 3"
            ) == true
        )
    }
}
