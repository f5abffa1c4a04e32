import Datasets
import Foundation
import MediaFiles
import NeuralNetworks
import TestSupport
import Testing

@Suite("nn train images, faces, sounds; nn compare, nn enroll")
struct MediaTests {
    /// Two classes of grey pictures: dark above, or dark below.
    private func pictures(_ count: Int, in folder: String, classes: [String] = ["above", "below"])
        throws
    {
        for index in 0..<count {
            var stream = RandomStream(seed: 4, for: "pictures", index)
            let label = index % classes.count
            let pixels = (0..<256).map { pixel -> UInt8 in
                let isDark = pixel / 16 * classes.count / 16 == label
                return UInt8((isDark ? 20 : 180) + stream.integer(below: 60))
            }
            let picture = Picture(width: 16, height: 16, channels: 1, pixels: pixels)
            try make(folder + "/" + classes[label])
            try Fixture.write(picture.encodedPNG(), "\(classes[label])/\(index).png", in: folder)
        }
    }

    private func tones(_ count: Int, in folder: String) throws {
        try make(folder)
        for index in 0..<count {
            let hertz = index % 2 == 0 ? 400.0 : 1500
            let samples = (0..<2000 + 10 * index).map {
                Float(sin(2 * Double.pi * hertz * Double($0) / 8000))
            }
            let name = "\(index % 2 == 0 ? "low" : "high")_\(index).wav"
            try Fixture.write(Sound(samples, rate: 8000).encodedWAV(), name, in: folder)
        }
    }

    private func make(_ folder: String) throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    @Test(
        "Pictures: findings, epochs, a model and a page; bad files are named, and the good ones learned from"
    )
    func images() async throws {
        try await withTemporaryFolder { folder in
            try pictures(40, in: folder + "/data")
            try Fixture.write(Array("no picture".utf8), "data/above/text.png", in: folder)
            try Fixture.write([0xFF, 0xD8, 0xFF, 0xE0, 0, 16], "data/below/cut.jpg", in: folder)
            let child = try await Command.run(
                "train",
                "images",
                "data",
                "--epochs",
                "3",
                "--augmentation",
                "none",
                "--json",
                in: folder
            )
            try #require(child.status == 0, "\(child.errors)")
            let objects = try child.objects()
            #expect(objects.count == 4 && objects[0]["epoch"] == .number(1))
            let last = objects[3]
            #expect(
                last["event"] == .text("finished") && last["model"] == .text("images.safetensors")
            )
            #expect(last["test_accuracy"]?.number != nil && last["baselines"] != nil)
            #expect(child.output.contains("2 files could not be read and were left out"))
            #expect(child.output.contains("cut.jpg") && child.output.contains("text.png"))
            #expect(try Fixture.files(in: folder) == ["data", "images.html", "images.safetensors"])

            let predicted = try await Command.run(
                "predict",
                "images.safetensors",
                "data/above/0.png",
                "--heat-map",
                "why.png",
                "--json",
                in: folder
            )
            #expect(predicted.status == 0, "\(predicted.errors)")
            #expect(try predicted.objects()[0]["label"]?.text != nil)
            #expect(try Picture(contentsOf: folder + "/why.png").channels == 3)
            let evaluated = try await Command.run(
                "evaluate",
                "images.safetensors",
                "data",
                in: folder
            )
            #expect(evaluated.output.contains("accuracy") && evaluated.status == 0)
        }
    }

    @Test("Faces are compared and enrolled")
    func faces() async throws {
        try await withTemporaryFolder { folder in
            let people = ["ada", "bob", "cyd", "dan"]
            try pictures(32, in: folder + "/data", classes: people)
            let trained = try await Command.run(
                "train",
                "faces",
                "data",
                "--epochs",
                "4",
                "--validation",
                "0",
                in: folder
            )
            try #require(trained.status == 0, "\(trained.errors)")
            #expect(trained.output.contains("chosen on people that are learned from"))
            #expect(trained.output.contains("equal error rate"))
            let compared = try await Command.run(
                "compare",
                "faces.safetensors",
                "data/ada/0.png",
                "data/ada/4.png",
                "--json",
                in: folder
            )
            let object = try #require(try compared.objects().first)
            #expect(object["probability"]?.number != nil && object["threshold"]?.number != nil)
            let words = try await Command.run(
                "compare",
                "faces.safetensors",
                "data/ada/0.png",
                "data/bob/1.png",
                in: folder
            )
            #expect(words.output.contains("likeness"))
            let enrolled = try await Command.run(
                "enroll",
                "faces.safetensors",
                "eve",
                "data/dan/3.png",
                "data/dan/7.png",
                "--output",
                "five",
                in: folder
            )
            #expect(enrolled.output.contains("knows eve by 2 pictures, and 5 people in all"))
            let missing = try await Command.run(
                "enroll",
                "faces.safetensors",
                "eve",
                "none.png",
                in: folder
            )
            #expect(missing.status != 0 && missing.errors.contains("none.png"))
        }
    }

    @Test("Recordings: names tell the class; a recording of 0 seconds is named")
    func sounds() async throws {
        try await withTemporaryFolder { folder in
            try tones(24, in: folder + "/data")
            try Fixture.write(Sound([], rate: 8000).encodedWAV(), "data/low_99.wav", in: folder)
            let child = try await Command.run(
                "train",
                "sounds",
                "data",
                "--label",
                "{label}_*.wav",
                "--test",
                "*_[0-5].wav",
                "--epochs",
                "3",
                in: folder
            )
            try #require(child.status == 0, "\(child.errors)")
            #expect(child.output.contains("it lasts 0 seconds"))
            #expect(child.output.contains("6 of them are kept to judge the result"))
            let predicted = try await Command.run(
                "predict",
                "sounds.safetensors",
                "data/low_0.wav",
                "--heat-map",
                "why.png",
                in: folder
            )
            #expect(predicted.status == 0 && predicted.output.hasPrefix("data/low_0.wav: "))
            #expect(try Fixture.files(in: folder).contains("why.png"))
        }
    }

    @Test("What cannot be learned is said in one line, and nothing is written")
    func complaints() async throws {
        try await withTemporaryFolder { folder in
            try make(folder + "/empty")
            try pictures(6, in: folder + "/one", classes: ["only"])
            try pictures(12, in: folder + "/two")
            let before = try Fixture.files(in: folder)
            let cases: [([String], String)] = [
                (["train", "images", "none"], "there is no such folder"),
                (["train", "images", "empty"], "has no files"),
                (["train", "images", "one"], "of one class, \"only\""),
                (["train", "faces", "one"], "of one class, \"only\""),
                (["train", "sounds", "two"], "has no files .wav"),
                (["train", "images", "two", "--fit", "bend"], "no way \"bend\""),
                (["train", "images", "two", "--pixels", "3"], "number of pixels"),
                (["train", "images", "two", "--augmentation", "melt"], "no augmentation \"melt\""),
                (["train", "images", "two", "--test", "z*"], "no file fits z*"),
                (["train", "images", "two", "--label", "{name}"], "has no {label}"),
                (["train", "images", "two", "--folds", "40"], "cannot make 40 folds"),
                (["train", "sounds", "two", "--seconds", "0"], "seconds that are heard"),
                (["compare", "none.safetensors", "a", "b"], "none.safetensors"),
            ]
            for (arguments, words) in cases {
                let child = try await Command.run(arguments, in: folder)
                #expect(
                    child.status != 0 && child.errors.contains(words),
                    "\(arguments) \(child.errors)"
                )
                #expect(child.errors.split(separator: "\n").count == 1, "\(child.errors)")
            }
            #expect(try Fixture.files(in: folder) == before)
        }
    }
}
