import Datasets
import Foundation
import NeuralNetworks
import TestSupport
import Testing

@Suite("nn sweep digits")
struct SweepTests {
    private func sweep(_ arguments: String..., in folder: String) async throws -> ChildProcess {
        let child = try await Command.run(
            ["sweep", "digits", "--examples", "400"] + arguments,
            in: folder
        )
        try #require(child.status == 0, "\(child.errors)")
        #expect(child.errors.isEmpty)
        return child
    }

    @Test("One JSON object for each trial, the best first, and one with the command that trains it")
    func json() async throws {
        try await withTemporaryFolder { folder in
            let child = try await sweep(
                "--json",
                "--epochs",
                "2",
                "--learning-rate",
                "0.0001,0.01",
                "--hidden",
                "8/12,12",
                "--schedule",
                "constant",
                "--output",
                "losses.svg",
                in: folder
            )
            let objects = try child.objects()
            try #require(objects.count == 5)
            let losses = objects.dropLast().compactMap { $0["validation_loss"]?.number }
            #expect(losses.count == 4 && losses == losses.sorted())
            #expect(Set(objects.dropLast().compactMap { $0["trial"]?.number }) == [1, 2, 3, 4])
            for trial in objects.dropLast() {
                let curve = try #require(trial["validation_losses"]?.list)
                #expect(curve.count == 2 && curve.last == trial["validation_loss"])
                #expect(
                    Set(trial["settings"]?.object?.keys ?? [:].keys) == ["learning-rate", "hidden"]
                )
                #expect(trial["epochs"] == .number(2))
            }
            let last = objects[4]
            #expect(last["event"] == .text("finished") && last["failed"] == .number(0))
            #expect(last["best"] == objects[0]["trial"])
            #expect(last["validation_loss"] == objects[0]["validation_loss"])
            #expect(last["picture"] == .text("losses.svg"))
            #expect(!last.keys.contains { $0.hasPrefix("test") })

            // The command does what it says: its last epoch is the trial's.
            let words = try #require(last["command"]?.text).split(separator: " ").map(String.init)
            #expect(words.dropFirst().starts(with: ["train", "digits", "--examples", "400"]))
            let training = try await Command.run(words.dropFirst() + ["--json"], in: folder)
            let epochs = try training.objects().filter { $0["epoch"] != nil }
            #expect(epochs.last?["validation_loss"] == last["validation_loss"])
            #expect(try Fixture.files(in: folder) == ["digits.safetensors", "losses.svg"])
            let picture = String(
                decoding: try Fixture.read("losses.svg", in: folder),
                as: UTF8.self
            )
            #expect(picture.hasPrefix("<svg ") && picture.split(separator: "<polyline").count == 5)
            #expect(picture.contains(">loss · learning rate · hidden</text>"))
        }
    }

    @Test("The same trials whatever runs side by side; random ones, by halving")
    func random() async throws {
        try await withTemporaryFolder { folder in
            var outputs: [[[String: JSONValue]]] = []
            for threads in ["1", "3"] {
                let child = try await sweep(
                    "--json",
                    "--trials",
                    "4",
                    "--halving",
                    "--learning-rate",
                    "0.0001..0.1",
                    "--batch-size",
                    "16..64",
                    "--optimizer",
                    "adam,sgd",
                    "--threads",
                    threads,
                    in: folder
                )
                outputs.append(try child.objects())
            }
            let (one, three) = (outputs[0].dropLast(), outputs[1].dropLast())
            #expect(one == three && one.count == 4)
            #expect(one.compactMap { $0["epochs"]?.number } == [4, 2, 1, 1])
            let command = try #require(outputs[0].last?["command"]?.text)
            #expect(command.hasSuffix(" --epochs 4") && !command.contains("--threads"))
            #expect(!command.contains("halving") && !command.contains("trials"))
            #expect(try Fixture.files(in: folder) == [])
        }
    }

    @Test("A table for people, and the command for the best; a trial that failed says why")
    func table() async throws {
        try await withTemporaryFolder { folder in
            let child = try await sweep(
                "--epochs",
                "1",
                "--optimizer",
                "sgd",
                "--schedule",
                "constant",
                "--learning-rate",
                "0.1,1e30",
                in: folder
            )
            let lines = child.output.split(separator: "\n")
            #expect(lines[0] == "2 trainings on 400 digits, measured on 34 others")
            #expect(
                lines[1].hasPrefix("trial  validation loss  accuracy  epochs  over the epochs  ")
            )
            #expect(lines[2].hasPrefix("    1  ") && lines[2].hasSuffix("learning rate 0.1"))
            #expect(lines[3].hasPrefix("    2           failed  "))
            #expect(lines[3].contains("learning rate 1e30: the loss became "))
            #expect(lines[4].hasPrefix("2 trials in "))
            #expect(
                lines[6].hasSuffix(
                    " train digits --examples 400 --schedule constant --learning-rate 0.1 "
                        + "--optimizer sgd --epochs 1"
                )
            )
            #expect(!child.output.contains("\u{1B}"))
        }
    }

    @Test("A sweep in which all fail says so")
    func failure() async throws {
        try await withTemporaryFolder { folder in
            let child = try await Command.run(
                "sweep",
                "digits",
                "--examples",
                "400",
                "--optimizer",
                "sgd",
                "--learning-rate",
                "1e30",
                "--schedule",
                "constant",
                in: folder
            )
            #expect(child.status == 1)
            #expect(
                child.errors.hasPrefix(
                    "Error: no training came to a result, the first because the loss became "
                )
            )
        }
    }

    @Test("The learning-rate finder: a curve, a suggestion, a picture, a command")
    func finder() async throws {
        try await withTemporaryFolder { folder in
            let child = try await sweep(
                "--find-learning-rate",
                "--output",
                "rates.svg",
                "--batch-size",
                "16",
                in: folder
            )
            #expect(child.output.hasPrefix("the loss of "))
            #expect(child.output.contains("here it falls most steeply"))
            #expect(child.output.contains("rates.svg drawn"))
            #expect(
                child.output.contains(
                    " train digits --examples 400 --batch-size 16 --learning-rate "
                )
            )
            let json = try await sweep("--find-learning-rate", "--json", in: folder).objects()
            let object = try #require(json.first)
            let (rates, losses) = (object["rates"]?.list ?? [], object["losses"]?.list ?? [])
            #expect(json.count == 1 && rates.count > 20 && rates.count == losses.count)
            #expect(rates.contains { $0 == object["suggestion"] })
            let picture = String(decoding: try Fixture.read("rates.svg", in: folder), as: UTF8.self)
            #expect(picture.contains("the loss falls most steeply"))
        }
    }

    @Test(
        "What was typed for a sweep is taken over as a shell reads it, what only sweeps take is not"
    )
    func command() async throws {
        try await withTemporaryFolder { folder in
            let data = "it's here"
            try FileManager.default.createDirectory(
                atPath: folder + "/" + data,
                withIntermediateDirectories: false
            )
            let examples = GeneratedDigits(seed: 4).examples(300, of: .training)
            try Fixture.writeIDX(examples.inputs, data + "/train-images-idx3-ubyte", in: folder)
            try Fixture.writeIDX(examples.targets, data + "/train-labels-idx1-ubyte", in: folder)
            let child = try await Command.run(
                "sweep",
                "digits",
                "--data",
                data,
                "--learning-rate=0.1,0.1",
                "--halving",
                "--hidden",
                "8",
                "--augment",
                "--json",
                "--threads",
                "2",
                "--output",
                "a.svg",
                "--seed=4",
                in: folder
            )
            let command = try #require(try child.objects().last?["command"]?.text)
            #expect(
                command.hasSuffix(
                    "nn train digits --data 'it'\\''s here' --augment --seed=4 "
                        + "--learning-rate 0.1 --hidden 8 --epochs 2"
                ),
                "\(command)"
            )
        }
    }
}

@Suite("nn train digits --folds")
struct FoldsTests {
    @Test("One JSON object for each fold and their mean; no model file")
    func json() async throws {
        try await withTemporaryFolder { folder in
            let child = try await Command.trainDigits("--folds", "3", "--json", in: folder)
            #expect(child.errors.isEmpty)
            let objects = try child.objects()
            try #require(objects.count == 4)
            let folds = objects.dropLast()
            #expect(folds.compactMap { $0["fold"]?.number } == [1, 2, 3])
            #expect(folds.compactMap { $0["count"]?.number } == [200, 200, 200])
            #expect(folds.compactMap { $0["epochs"]?.number } == [2, 2, 2])
            let accuracies = folds.compactMap { $0["validation_accuracy"]?.number }
            let mean = try #require(objects[3]["validation_accuracy"]?.number)
            #expect(abs(mean - accuracies.reduce(0, +) / 3) < 1e-12)
            #expect(objects[3]["event"] == .text("finished"))
            #expect(objects[3]["validation_accuracy_deviation"]?.number ?? 0 > 0)
            #expect(try Fixture.files(in: folder) == [])
        }
    }

    @Test("Words for people: each fold, mean and deviation, and that there is no model")
    func text() async throws {
        try await withTemporaryFolder { folder in
            let child = try await Command.trainDigits("--folds", "2", in: folder)
            for text in [
                "2 trainings, each on all but a part of 600 digits, drawn by this program",
                "fold 1/2  validation loss ", "fold 2/2  validation loss ", " on 300 digits",
                "mean and standard deviation: accuracy ", "no model was written",
            ] {
                #expect(child.output.contains(text), "\(text)")
            }
        }
    }

    @Test("A fold that fails is named")
    func failure() async throws {
        try await withTemporaryFolder { folder in
            let child = try await Command.run(
                "train",
                "digits",
                "--examples",
                "400",
                "--folds",
                "2",
                "--optimizer",
                "sgd",
                "--learning-rate",
                "1e30",
                "--schedule",
                "constant",
                in: folder
            )
            #expect(child.status == 1 && child.errors.hasPrefix("Error: fold 1: the loss became "))
        }
    }
}
