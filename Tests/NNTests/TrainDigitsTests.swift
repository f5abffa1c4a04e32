import Datasets
import NeuralNetworks
import TestSupport
import Testing

@Suite("nn train digits")
struct TrainDigitsTests {
    @Test("One JSON object for each epoch and one at the end, and a model file")
    func json() async throws {
        try await withTemporaryFolder { folder in
            let child = try await Command.trainDigits("--json", "--epochs", "3", in: folder)
            #expect(child.errors.isEmpty)
            let objects = try child.objects()
            try #require(objects.count == 4)
            for (index, epoch) in objects.dropLast().enumerated() {
                #expect(
                    Set(epoch.keys) == [
                        "epoch", "loss", "accuracy", "validation_loss", "validation_accuracy",
                        "examples_per_second", "seconds",
                    ]
                )
                #expect(epoch["epoch"] == .number(Double(index + 1)))
                #expect(epoch.values.allSatisfy { ($0.number ?? -1) > 0 })
            }
            let last = objects[3]
            #expect(
                Set(last.keys) == [
                    "event", "parameters", "test_accuracy", "test_loss", "baseline", "seconds",
                    "model",
                ]
            )
            #expect(last["event"] == .text("finished"))
            #expect(last["parameters"] == .number(13_002))
            #expect(last["baseline"] == .number(0.1))
            #expect(last["model"] == .text("digits.safetensors"))
            #expect(try #require(last["test_accuracy"]?.number) > 0.3)

            #expect(try Fixture.files(in: folder) == ["digits.safetensors"])
            let model = try Model(contentsOf: folder + "/digits.safetensors")
            #expect(model.parameterCount == 13_002 && model.inputShape == [28, 28])
            #expect(model.information.labels == (0..<10).map(String.init))
            #expect(model.information.interpretation == .classLogits)
        }
    }

    @Test("Words for people: the network, the epochs, the report, what to type next")
    func text() async throws {
        try await withTemporaryFolder { folder in
            let child = try await Command.trainDigits("--output", "my.safetensors", in: folder)
            #expect(child.errors.isEmpty)
            for text in [
                "Total                                                   13,002",
                "learning from 600 digits, drawn by this program", "epoch 1/2  loss ",
                "epoch 2/2  loss ", "test accuracy ", " on 100 digits; always guessing the most ",
                "which digit (rows) was read as which (columns):", "my.safetensors written after ",
                " predict my.safetensors Examples/digits/three.jpg",
            ] {
                #expect(child.output.contains(text), "\(text)")
            }
            #expect(!child.output.contains("\u{1B}"))
            #expect(try Fixture.files(in: folder) == ["my.safetensors"])
        }
    }

    @Test("Every option is used")
    func options() async throws {
        try await withTemporaryFolder { folder in
            let child = try await Command.trainDigits(
                "--json",
                "--hidden",
                "12,8",
                "--activation",
                "tanh",
                "--loss",
                "quadratic",
                "--optimizer",
                "adamw",
                "--schedule",
                "cosine",
                "--learning-rate",
                "0.01",
                "--batch-size",
                "50",
                "--seed",
                "9",
                "--threads",
                "2",
                "--patience",
                "5",
                "--instruction-set",
                InstructionSet.best.rawValue,
                in: folder
            )
            let model = try Model(contentsOf: folder + "/digits.safetensors")
            let expected = Network {
                Flatten()
                Dense(12, activation: .tanh)
                Dense(8, activation: .tanh)
                Dense(10, activation: .sigmoid)
            }
            #expect(model.network == expected)
            #expect(model.information.interpretation == .values)
            let parameters = 784 * 12 + 12 + 12 * 8 + 8 + 8 * 10 + 10
            #expect(try child.objects().last?["parameters"] == .number(Double(parameters)))
        }
    }

    @Test("The same bytes with any number of threads, others with another seed")
    func determinism() async throws {
        try await withTemporaryFolder { folder in
            var files: [[UInt8]] = []
            for (threads, seed) in [("1", "1"), ("3", "1"), ("1", "2")] {
                try await Command.trainDigits("--threads", threads, "--seed", seed, in: folder)
                files.append(try Fixture.read("digits.safetensors", in: folder))
            }
            #expect(files[0] == files[1])
            #expect(files[0] != files[2])
        }
    }

    @Test("A folder of IDX files is learned from; its end is for validation")
    func folder() async throws {
        try await withTemporaryFolder { folder in
            let digits = GeneratedDigits(seed: 4)
            let examples = digits.examples(300, of: .training)
            try Fixture.writeIDX(examples.inputs, "train-images-idx3-ubyte", in: folder)
            try Fixture.writeIDX(examples.targets, "train-labels-idx1-ubyte", in: folder)
            let arguments = [
                "train", "digits", "--data", folder, "--epochs", "2", "--output",
                folder + "/model.safetensors",
            ]
            let words = try await Command.run(arguments + ["--validation", "0.2"], in: folder)
            #expect(words.status == 0, "\(words.errors)")
            #expect(words.output.contains("learning from 240 digits of \(folder)"))
            #expect(words.output.contains("validation accuracy "))
            #expect(words.output.contains(" on 60 digits; "))
            #expect(
                words.output.contains(
                    "(the folder has no test files, so the settings have seen these)"
                )
            )
            let json = try await Command.run(arguments + ["--json"], in: folder).objects()
            #expect(json.last?["test_accuracy"] == nil && json.last?["baseline"] != nil)

            let none = try await Command.run(arguments + ["--validation", "0"], in: folder)
            #expect(none.status == 1 && none.output.isEmpty)
            #expect(
                none.errors
                    == "Error: \(folder): has no test files (t10k-…), and --validation 0.0 leaves "
                    + "nothing to measure on\n"
            )

            let test = digits.examples(70, of: .test)
            try Fixture.writeIDX(test.inputs, "t10k-images-idx3-ubyte", in: folder)
            try Fixture.writeIDX(test.targets, "t10k-labels-idx1-ubyte", in: folder)
            let tested = try await Command.run(arguments, in: folder)
            #expect(tested.output.contains("test accuracy "))
            #expect(tested.output.contains(" on 70 digits; "))
        }
    }
}
