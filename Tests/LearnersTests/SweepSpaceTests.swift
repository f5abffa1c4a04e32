import Learners
import NeuralNetworks
import Testing

@Suite("What a sweep tries")
struct SweepSpaceTests {
    private func space(_ texts: [(name: DigitSettings.Name, text: String)]) throws -> SweepSpace {
        try SweepSpace(digits: texts, usualRate: 0.005, isDrawn: true)
    }

    @Test("A grid has every combination, the last setting changing fastest")
    func grid() throws {
        let space = try space([(.learningRate, "0.1,0.01"), (.hidden, "16,16/none")])
        let rows = try space.grid()
        #expect(
            rows == [["0.1", "16,16"], ["0.1", "none"], ["0.01", "16,16"], ["0.01", "none"]]
        )
        let settings = try space.settings(rows[1])
        #expect(settings.learningRate == 0.1 && settings.hidden == [] && settings.batchSize == nil)
        #expect(space.words(rows[2]) == "learning rate 0.01, hidden 16,16")
    }

    @Test("Words leave out what all trials share, unless they share everything")
    func words() throws {
        let one = try space([(.activation, "tanh"), (.batchSize, "8,16")])
        #expect(one.words(["tanh", "8"]) == "batch size 8")
        let same = try space([(.activation, "tanh"), (.batchSize, "8")])
        #expect(same.words(["tanh", "8"]) == "activation tanh, batch size 8")
    }

    @Test("Draws of a range are within it, and half of them below its geometric mean")
    func range() throws {
        let space = try space([(.learningRate, "0.0001..0.1"), (.batchSize, "4..64")])
        let rows = try space.random(400, seed: 3)
        #expect(rows.count == 400 && Set(rows).count == 400)
        let rates = rows.compactMap { Double($0[0]) }
        let sizes = rows.compactMap { Int($0[1]) }
        #expect(rates.count == 400 && rates.allSatisfy { (0.0001...0.1).contains($0) })
        #expect(sizes.count == 400 && sizes.allSatisfy { (4...64).contains($0) })
        let low = rates.count { $0 < 0.00316 }
        #expect((160...240).contains(low))
        let small = sizes.count { $0 < 16 }
        #expect((140...240).contains(small))
        let digits = rows.map { $0[0].filter(\.isNumber).drop { $0 == "0" }.count }
        #expect(digits.allSatisfy { $0 <= 5 }, "three significant digits and an exponent")
    }

    @Test(
        "The same seed draws the same, another one others, and what there is not is not drawn twice"
    )
    func seeds() throws {
        let space = try space([(.learningRate, "0.001..1"), (.optimizer, "sgd,adam")])
        let draws = try [1, 1, 2].map { try space.random(8, seed: $0) }
        #expect(draws[0] == draws[1] && draws[0] != draws[2])
        let few = try self.space([(.optimizer, "sgd,adam,sgd")]).random(50, seed: 1)
        #expect(Set(few) == [["sgd"], ["adam"]] && few.count == 2)
    }

    @Test("Without any setting, learning rates about the usual one are tried")
    func usual() throws {
        let drawn = try space([]).random(20, seed: 1).compactMap { Double($0[0]) }
        #expect(drawn.count == 20 && drawn.allSatisfy { (0.00025...0.05).contains($0) })
        let grid = try SweepSpace(digits: [], usualRate: 0.005, isDrawn: false).grid()
        #expect(grid == [["0.001"], ["0.0025"], ["0.005"], ["0.01"], ["0.025"]])
    }

    @Test("What makes no sweep is refused in a line")
    func refused() throws {
        let range = "the range of --learning-rate must go from a number above 0 to a larger one, "
        for text in ["1..0.1", "0..1", "a..b", "1..", "1e-200..1e200", "..", "1..inf"] {
            let error = #expect(throws: SweepSpaceError.self) { try space([(.learningRate, text)]) }
            #expect(error?.description == range + "such as 0.0001..0.1, not \"\(text)\"")
        }
        let whole = #expect(throws: SweepSpaceError.self) { try space([(.batchSize, "0.5..8")]) }
        #expect(whole?.description.hasSuffix("such as 16..128, not \"0.5..8\"") == true)
        let ranged = try space([(.batchSize, "1..8")])
        let grid = #expect(throws: SweepSpaceError.self) { try ranged.grid() }
        #expect(
            grid?.description
                == "--batch-size is a range to draw from; say how many trials by --trials N"
        )
        for count in [0, 10_001] {
            let error = #expect(throws: SweepSpaceError.self) { try ranged.random(count, seed: 1) }
            #expect(error?.description == "the number of trials must be 1 to 10000, not \(count)")
        }
        let hundred = (1...101).map(String.init).joined(separator: ",")
        let large = try space([(.batchSize, hundred), (.learningRate, hundred)])
        let many = #expect(throws: SweepSpaceError.self) { try large.grid() }
        #expect(many?.description.contains("draw some of them by --trials N") == true)
        #expect(try SweepSpace([.init("nothing", texts: [])]).random(3, seed: 1) == [])
    }

    @Test(
        "Numbers with few digits are as short as they can be said",
        arguments: [
            (0.0031415, 3, "0.00314"), (12.0, 3, "12"), (0.00005, 2, "5e-05"), (0, 3, "0"),
            (-0.25, 1, "-0.3"), (99_999, 2, "100000"), (1e300, 3, "1e+300"), (0.001, 1, "0.001"),
        ]
    )
    func digits(value: Double, digits: Int, text: String) {
        #expect(significant(value, digits) == text)
    }
}

@Suite("The settings of a digit learner by name")
struct DigitSettingsTests {
    @Test("Each is set by a text and reaches the learner")
    func set() throws {
        var settings = DigitSettings()
        for (name, text) in [
            (.learningRate, "0.02"), (.batchSize, "7"), (.hidden, "8,9"), (.activation, "tanh"),
            (.optimizer, "sgd"),
        ] as [(DigitSettings.Name, String)] {
            try settings.set(name, to: text)
        }
        #expect(settings.hidden == [8, 9] && settings.activation == .tanh)
        var learner = DigitLearner()
        settings.apply(to: &learner)
        #expect(learner.optimizer.learningRate == 0.02 && learner.optimizer is SGD)
        #expect(learner.batchSize == 7)
    }

    @Test("An optimizer of the same kind keeps the learner's settings")
    func sameKind() throws {
        var settings = DigitSettings()
        try settings.set(.optimizer, to: "adam")
        var learner = DigitLearner()
        settings.apply(to: &learner)
        #expect(learner.optimizer.learningRate == 0.005)
    }

    @Test(
        "What says no value is refused in a line",
        arguments: [
            (.learningRate, "", "the learning rate must be a number, not \"\""),
            (.batchSize, "1.5", "the batch size must be a whole number, not \"1.5\""),
            (
                .hidden, "16,",
                "the hidden widths must be numbers from 1 to 65536 with commas between, such as 16,16, "
                    + "not \"16,\""
            ),
            (
                .optimizer, "abacus",
                "there is no optimizer \"abacus\"; choose "
                    + OptimizerCatalogue.optimizers.map { type(of: $0).name }.joined(
                        separator: ", "
                    )
            ),
        ] as [(DigitSettings.Name, String, String)]
    )
    func refused(name: DigitSettings.Name, text: String, message: String) {
        var settings = DigitSettings()
        let error = #expect(throws: DigitSettingError.self) { try settings.set(name, to: text) }
        #expect(error?.description == message)
    }
}
