import Datasets
import Foundation
import MediaFiles
import NeuralNetworks
import TestSupport
import Testing

@testable import Learners

@Suite("Pictures of classes")
struct ImageTaskTests {
    @Test(
        "Lying and standing bars are told apart; the model reads files, draws maps and is measured"
    )
    func learn() async throws {
        try await withTemporaryFolder { folder in
            try MadeFiles.bars(80, in: folder + "/bars")
            try MadeFiles.write(Array("a text".utf8), folder + "/bars/flat/text.png")
            var settings = ImageSettings()
            settings.augmentation = Augmentation { Brightness(0.1) }
            var task = try ImageTask(folder: folder + "/bars", settings)
            task.settings.epochs = 12
            let words = task.findings.map(\.description).joined(separator: "\n")
            #expect(words.contains("80 pictures of 2 classes: flat 40; tall 40"), "\(words)")
            #expect(words.contains("warning: 1 file could not be read"), "\(words)")
            #expect(words.contains("17 × 16 pixels, coloured"), "\(words)")

            let outcome = try await task.learn()
            let accuracy = outcome.report.metrics[0]
            #expect(accuracy.name == "accuracy" && accuracy.value > 0.9 && accuracy.count == 16)
            #expect(
                accuracy.baselines.map(\.name) == [
                    "always the most frequent class", "nearest neighbour on pixels",
                    "linear on pixels",
                ]
            )
            #expect(outcome.report.html.contains("Which class was taken for which"))

            let path = folder + "/bars.safetensors"
            try outcome.model.save(to: path)
            let opened = try RawModelCatalogue.open(try Model(contentsOf: path))
            let model = try #require(opened as? ImageModel)
            try MadeFiles.bars(10, in: folder + "/others", seed: 7)
            let answers = try model.predict(folder + "/others/flat")
            #expect(answers.count == 5 && answers.filter { $0.answer == "flat" }.count >= 4)
            #expect(try model.evaluate(folder + "/others").metrics[0].value > 0.7)
            let map = try model.heatMap(of: folder + "/others/tall/1.png")
            #expect(map.channels == 3 && map.width == 442)
            #expect(throws: PictureError.self) { try model.predict(folder + "/none.png") }
            #expect(throws: LabelledFilesError.self) {
                try model.evaluate(folder + "/bars.safetensors")
            }
        }
    }

    @Test("Folds judge each picture once; equal pictures stay together")
    func folds() throws {
        try withTemporaryFolder { folder in
            try MadeFiles.bars(30, in: folder)
            let bytes = try Data(contentsOf: URL(filePath: folder + "/flat/0.png"))
            for index in 0..<3 {
                try bytes.write(to: URL(filePath: folder + "/flat/copy\(index).png"))
            }
            try bytes.write(to: URL(filePath: folder + "/tall/wrong.png"))
            var settings = ImageSettings()
            settings.splitting.folds = 3
            let task = try ImageTask(folder: folder, settings)
            #expect(task.lessonCount == 3)
            let words = task.findings.map(\.description).joined(separator: "\n")
            #expect(words.contains("some pictures are equal; equal ones are on one side"))
            #expect(words.contains("equal but have different labels"))
        }
    }

    @Test("What cannot be learned is said in one line")
    func complaints() throws {
        try withTemporaryFolder { folder in
            try FileManager.default.createDirectory(
                atPath: folder + "/empty/a",
                withIntermediateDirectories: true
            )
            try MadeFiles.write(Array("text".utf8), folder + "/texts/a/1.png")
            try MadeFiles.write(Array("text".utf8), folder + "/texts/b/2.png")
            try MadeFiles.bars(6, in: folder + "/two")
            try FileManager.default.removeItem(atPath: folder + "/two/tall")
            for (name, words) in [
                ("none", "no such folder"), ("empty", "has no files .png"),
                ("texts", "none of the pictures could be read"), ("two", "one class, \"flat\""),
            ] {
                do {
                    _ = try ImageTask(folder: folder + "/" + name)
                    Issue.record("\(name) was taken")
                } catch {
                    #expect("\(error)".contains(words) && !"\(error)".contains("\n"), "\(error)")
                }
            }
        }
    }

    @Test("The form follows the files: proportions, size, colours")
    func form() throws {
        try withTemporaryFolder { folder in
            func write(_ width: Int, _ height: Int, _ channels: Int, _ name: String) throws
                -> String
            {
                let pixels = (0..<width * height * channels).map { UInt8($0 % channels * 90) }
                let picture = Picture(
                    width: width,
                    height: height,
                    channels: channels,
                    pixels: pixels
                )
                try MadeFiles.write(picture.encodedPNG(), folder + "/" + name)
                return folder + "/" + name
            }
            let faces = [try write(92, 112, 1, "a.png"), try write(92, 112, 1, "b.png")]
            let form = PictureForm.usual(for: faces, pixels: 4096)
            #expect(form == PictureForm(width: 56, height: 72, channels: 1))
            let small = [try write(20, 10, 3, "c.png")]
            #expect(
                PictureForm.usual(for: small, pixels: 4096)
                    == PictureForm(width: 20, height: 10, channels: 3)
            )
            #expect(PictureForm.usual(for: [folder + "/none.png"], pixels: 64).width == 32)
        }
    }
}
