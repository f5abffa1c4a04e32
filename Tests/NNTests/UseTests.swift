import Datasets
import NeuralNetworks
import TestSupport
import Testing

@Suite("nn evaluate, predict, show, explain")
struct UseTests {
    /// Runs a command on a model that was trained for a moment, with a picture beside it.
    private func run(_ arguments: String...) async throws -> (ChildProcess, Model) {
        try await run(arguments)
    }

    private func run(_ arguments: [String]) async throws -> (ChildProcess, Model) {
        try await withTemporaryFolder { folder in
            try await Command.trainDigits(in: folder)
            _ = try Fixture.writePicture(in: folder)
            _ = try Fixture.writePicture(in: folder, named: "again.pgm")
            let child = try await Command.run(arguments, in: folder)
            return (child, try Model(contentsOf: folder + "/digits.safetensors"))
        }
    }

    @Test("evaluate --json prints one object that fits together")
    func evaluateJSON() async throws {
        let (child, model) = try await run(
            "evaluate",
            "digits.safetensors",
            "--examples",
            "200",
            "--seed",
            "5",
            "--json"
        )
        #expect(child.status == 0 && child.errors.isEmpty)
        let objects = try child.objects()
        try #require(objects.count == 1)
        let keys: Set = ["accuracy", "loss", "count", "baseline", "confusion"]
        #expect(Set(objects[0].keys) == keys)
        #expect(objects[0]["count"] == .number(200) && objects[0]["baseline"] == .number(0.1))

        let rows = try #require(objects[0]["confusion"]?.list).map { $0.list ?? [] }
        #expect(rows.count == 10 && rows.allSatisfy { $0.count == 10 })
        let diagonal = rows.indices.compactMap { rows[$0][$0].number }.reduce(0, +)
        #expect(objects[0]["accuracy"] == .number(diagonal / 200))

        let test = GeneratedDigits(seed: 5).examples(200, of: .test)
        let answers = try model.classify(test.inputs).map(\.answer)
        let right = zip(answers, test.targets.floats).count { Float($0) == $1 }
        #expect(Double(right) == diagonal)
    }

    @Test("evaluate prints a report")
    func evaluate() async throws {
        let (child, _) = try await run("evaluate", "digits.safetensors", "--examples", "200")
        #expect(child.status == 0 && child.errors.isEmpty)
        #expect(child.output.hasPrefix("test accuracy "))
        for text in [
            " on 200 digits; always guessing the most frequent digit: 10.00 %",
            "which digit (rows) was read as which (columns):", "its greatest doubts:",
            "its most confident mistakes:",
        ] {
            #expect(child.output.contains(text), "\(text)")
        }
    }

    @Test("predict --json prints one object for each picture")
    func predictJSON() async throws {
        let (child, _) = try await run(
            "predict",
            "digits.safetensors",
            "one.pgm",
            "again.pgm",
            "--json"
        )
        #expect(child.status == 0 && child.errors.isEmpty)
        let objects = try child.objects()
        #expect(objects.map { $0["file"] } == [.text("one.pgm"), .text("again.pgm")])
        for object in objects {
            #expect(Set(object.keys) == ["file", "label", "confidence", "probabilities"])
            let probabilities = try #require(object["probabilities"]?.object)
                .compactMapValues(\.number)
            #expect(Set(probabilities.keys) == Set((0..<10).map(String.init)))
            #expect(abs(probabilities.values.reduce(0, +) - 1) < 1e-5)
            let label = try #require(object["label"]?.text)
            #expect(probabilities[label] == probabilities.values.max())
            #expect(object["confidence"]?.number == probabilities[label])
        }
        #expect(objects[0]["probabilities"] == objects[1]["probabilities"])
    }

    @Test("predict shows the picture as the network sees it")
    func predict() async throws {
        let (child, _) = try await run("predict", "digits.safetensors", "one.pgm")
        #expect(child.status == 0 && child.errors.isEmpty)
        #expect(child.lines[0].wholeMatch(of: #/one\.pgm: [0-9]/#) != nil)
        #expect(child.output.contains("█"))
        #expect(child.output.contains("cropped, scaled to 20×20, centred by mass"))
    }

    @Test("One bad picture does not keep the others from being read")
    func mixed() async throws {
        let (child, _) = try await run(
            "predict",
            "digits.safetensors",
            "one.pgm",
            "none.png",
            "again.pgm",
            "--json"
        )
        #expect(child.status == 1)
        #expect(try child.objects().count == 2)
        #expect(
            child.errors
                == "Error: none.png: there is no such file; check the name and the folder\n"
        )
    }

    @Test("show prints the network as a table, and as JSON")
    func show() async throws {
        let (child, model) = try await run("show", "digits.safetensors")
        #expect(child.status == 0 && child.errors.isEmpty)
        #expect(child.output.hasPrefix(model.summary.description))
        #expect(child.output.contains("layers.1.weight, what the first 16 neurons look for"))
        #expect(child.output.contains("neuron 15"))

        let (json, _) = try await run("show", "digits.safetensors", "--json")
        let objects = try json.objects()
        try #require(objects.count == 1)
        #expect(objects[0]["parameters"] == .number(13_002))
        #expect(objects[0]["input"] == .list([.number(28), .number(28)]))
        let layers = try #require(objects[0]["layers"]?.list).compactMap(\.object)
        #expect(layers.map { $0["path"] } == (0...3).map { .text("layers.\($0)") })
        #expect(layers.compactMap { $0["parameters"]?.number } == [0, 12_560, 272, 170])
    }

    @Test("explain follows one number through every step", arguments: [1, 2, 3])
    func explain(layer: Int) async throws {
        let arguments = ["explain", "digits.safetensors", "one.pgm", "--neuron", "3"]
        let (child, _) = try await run(
            arguments[0],
            arguments[1],
            arguments[2],
            arguments[3],
            arguments[4],
            "--layer",
            "\(layer)",
            "--json"
        )
        #expect(child.status == 0 && child.errors.isEmpty)
        let objects = try child.objects()
        try #require(objects.count == 1)
        let numbers = objects[0].compactMapValues(\.number)
        let terms = try #require(objects[0]["terms"]?.list).compactMap(\.object)
        #expect(terms.count == (layer == 1 ? 784 : 16))
        let products = terms.compactMap { $0["product"]?.number }
        let sum = try products.reduce(#require(numbers["bias"]), +)
        let z = try #require(numbers["z"])
        #expect(abs(sum - z) < 1e-5 * products.reduce(1) { $0 + abs($1) })
        #expect(objects[0]["function"] == .text(layer == 3 ? "identity" : "relu"))
        #expect(numbers["activation"] == (layer == 3 ? z : max(z, 0)))

        let (text, _) = try await run(
            arguments[0],
            arguments[1],
            arguments[2],
            arguments[3],
            arguments[4],
            "--layer",
            "\(layer)",
            "--terms",
            "4"
        )
        #expect(text.lines.count == 4 + 5)
        #expect(text.lines[0] == "layer \(layer) (layers.\(layer)), neuron 3: a = f(Σ wᵢ·aᵢ + b)")
    }

    @Test("explain --backward says what a picture wants of a neuron", arguments: [1, 2, 3])
    func explainBackward(layer: Int) async throws {
        let arguments = [
            "explain", "digits.safetensors", "one.pgm", "--layer", "\(layer)", "--neuron", "3",
            "--backward", "--label", "3",
        ]
        let (child, _) = try await run(arguments + ["--json"])
        #expect(child.status == 0 && child.errors.isEmpty)
        let objects = try child.objects()
        try #require(objects.count == 1)
        let numbers = objects[0].compactMapValues(\.number)
        #expect(numbers["label"] == 3)
        let loss = try #require(numbers["loss"])
        #expect(loss > 0)
        let delta = try #require(numbers["delta"])
        let upstream = try #require(numbers["activationGradient"])
        let slope = try #require(numbers["slope"])
        #expect(numbers["biasGradient"] == delta)
        #expect(abs(upstream * slope - delta) <= 1e-6 * abs(delta))
        // The picture is no 3, so the output for 3 is to grow.
        if layer == 3 { #expect(delta < 0 && slope == 1) }

        let terms = try #require(objects[0]["gradients"]?.list).compactMap(\.object)
        #expect(terms.count == (layer == 1 ? 784 : 16))
        for term in terms {
            let activation = try #require(term["activation"]?.number)
            let gradient = try #require(term["gradient"]?.number)
            #expect(abs(gradient - delta * activation) <= 1e-6 * abs(gradient))
        }
        let sizes = terms.compactMap { $0["gradient"]?.number }.map(abs)
        #expect(sizes == sizes.sorted(by: >))

        let (text, _) = try await run(arguments + ["--terms", "4"])
        #expect(text.lines.count == 5 + 4 + 2)
        #expect(
            text.lines[0]
                == "layer \(layer) (layers.\(layer)), neuron 3: what the example wants of it"
        )
    }

    @Test("show --statistics says how each layer does")
    func statistics() async throws {
        let (child, model) = try await run("show", "digits.safetensors", "--statistics")
        #expect(child.status == 0 && child.errors.isEmpty)
        let examples = GeneratedDigits().examples(512, of: .validation)
        for layer in try model.statistics(on: examples) {
            #expect(child.output.contains("\n\(layer.path)\n  weights "))
            if let dead = layer.dead.last {
                #expect(child.output.contains("\(dead); 0 for every digit"))
            }
        }
        let (listed, _) = try await run("show", "digits.safetensors", "--statistics", "--json")
        let layers = try #require(try listed.objects().first?["statistics"]?.list)
        #expect(layers.count == 3)
        let weights = layers.first?.object?["weights"]?.list?.compactMap { $0.number } ?? []
        #expect(weights.reduce(0, +) == 12_544)
    }

    @Test("explain --exciting draws what the neuron looks for")
    func exciting() async throws {
        let (child, model) = try await run(
            "explain",
            "digits.safetensors",
            "one.pgm",
            "--layer",
            "1",
            "--neuron",
            "3",
            "--exciting"
        )
        #expect(child.status == 0 && child.errors.isEmpty)
        let found = try model.mostExciting(
            layer: 1,
            neuron: 3,
            among: GeneratedDigits().examples(1000, of: .validation),
            count: 1
        )
        #expect(child.output.contains("made for it"))
        #expect(child.output.contains("a = \(fixed(Double(found[0].activation), 3))"))
    }
}
