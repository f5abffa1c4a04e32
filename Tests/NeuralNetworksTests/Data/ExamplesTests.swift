import Computation
import NeuralNetworks
import Testing

@Suite("Examples")
struct ExamplesTests {
    @Test("What does not belong together is said to be so")
    func errors() {
        func expect(_ text: String, _ inputs: Tensor, _ targets: Tensor, _ names: [String] = []) {
            let error = #expect(throws: ExamplesError.self) {
                _ = try Examples(inputs: inputs, targets: targets, classNames: names)
            }
            #expect(error?.description == text)
        }
        expect(
            "there are 3 inputs but 2 targets; each input needs one target",
            Tensor(random: [3, 4]),
            Tensor([0, 1] as [Int32])
        )
        expect(
            "examples need a first dimension that counts them; the inputs are [] and the "
                + "targets [2]",
            Tensor(random: []),
            Tensor([0, 1] as [Int32])
        )
        expect(
            "example 1 has the label 2, but there are 2 classes, 0 to 1",
            Tensor(random: [2, 4]),
            Tensor([0, 2] as [Int32]),
            ["cat", "dog"]
        )
    }

    @Test("A part keeps order and names", arguments: [0.0, 0.1, 0.5, 1.0, -1, 7])
    func split(share: Double) throws {
        let inputs = Tensor((0..<10).map(Float.init), shape: [10, 1])
        let examples = try Examples(
            inputs: inputs,
            targets: Tensor((0..<10).map { Int32($0 % 2) }),
            classNames: ["even", "odd"]
        )
        let (first, last) = examples.split(last: share)
        let expected = Int((10 * min(max(share, 0), 1)).rounded())
        #expect((first.count, last.count) == (10 - expected, expected))
        #expect(first.inputs.floats + last.inputs.floats == inputs.floats)
        #expect((first.labels ?? []) + (last.labels ?? []) == examples.labels)
        #expect(first.classNames == examples.classNames && last.inputShape == [1])
    }

    @Test("Numbers as targets are no labels")
    func labels() throws {
        let numbers = try Examples(inputs: Tensor(random: [2, 1]), targets: Tensor(random: [2]))
        #expect(numbers.labels == nil)
        #expect(try Lesson.xor().labels == [0, 1, 1, 0])
    }
}

@Suite("Answers of classifiers")
struct ClassificationTests {
    private func model(_ interpretation: Interpretation, names: [String] = []) throws -> Model {
        let information = ModelInformation(interpretation: interpretation, labels: names)
        return try Model(
            Network { Activation(.identity) },
            input: [3],
            information: information
        )
    }

    @Test("The likeliest comes first, and of equals the first")
    func ranking() throws {
        let model = try model(.values, names: ["a", "b", "c"])
        let answers = try model.classify(
            Tensor([0.2, 0.6, 0.2, 3, 1, 0] as [Float], shape: [2, 3])
        )
        #expect(answers.map(\.answer) == [1, 0])
        #expect(answers[0].ranking.map(\.name) == ["b", "a", "c"])
        #expect(answers[0].ranking.map(\.index) == [1, 0, 2])
        #expect(answers[1].probabilities == [0.75, 0.25, 0])
        #expect(answers[1].confidence == 0.75)
    }

    @Test("Probabilities add up to one, whatever the outputs mean")
    func sums() throws {
        for interpretation in [Interpretation.values, .classLogits, .independentLogits] {
            let inputs = Tensor(random: [20, 3], in: 0.1...3)
            for answer in try model(interpretation).classify(inputs) {
                #expect(abs(answer.probabilities.reduce(0, +) - 1) < 1e-6)
                #expect(answer.probabilities.allSatisfy { (0...1).contains($0) })
            }
        }
        // Nothing that could be shared out.
        let none = try model(.values).classify(Tensor([-1, -2, 0] as [Float]))
        #expect(none[0].probabilities == [0, 0, 0] && none[0].answer == 0)
    }

    @Test("Classes without names are numbered")
    func names() throws {
        #expect(try model(.values).classNames == ["0", "1", "2"])
        #expect(try model(.values, names: ["only one"]).classNames == ["0", "1", "2"])
        #expect(try model(.values, names: ["x", "y", "z"]).classNames == ["x", "y", "z"])
    }

    @Test("A confusion matrix counts truths in rows and answers in columns")
    func confusion() {
        let matrix = ConfusionMatrix(
            answers: [0, 0, 1, 2, 2, 9, 0],
            labels: [0, 1, 1, 2, 0, 1, -1],
            classNames: ["a", "b", "c"]
        )
        #expect(matrix.counts == [[1, 0, 1], [1, 1, 0], [0, 0, 1]])
        #expect((matrix.total, matrix.correct) == (5, 3))
        #expect(matrix.accuracy == 0.6 && matrix.baseline == 0.4)
        let empty = ConfusionMatrix(answers: [], labels: [], classNames: [])
        #expect(empty.accuracy == 0 && empty.baseline == 0)
    }
}
