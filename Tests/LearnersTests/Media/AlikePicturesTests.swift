import Datasets
import Foundation
import MediaFiles
import NeuralNetworks
import TestSupport
import Testing

@testable import Learners

@Suite("Pictures that are nearly the same")
struct AlikePicturesTests {
    /// A picture of a folder, a little darker.
    private func darker(_ path: String) throws -> [UInt8] {
        let picture = try Picture(contentsOf: path)
        return try Picture(
            width: picture.width,
            height: picture.height,
            channels: picture.channels,
            pixels: picture.pixels.map { $0 - $0 / 16 }
        ).encodedPNG()
    }

    @Test("They are named, and on one side of every split")
    func sides() throws {
        try withTemporaryFolder { folder in
            try MadeFiles.faces(people: 6, each: 4, in: folder)
            for person in 0..<6 {
                try MadeFiles.write(
                    darker("\(folder)/p\(person)/0.png"),
                    "\(folder)/p\(person)/copy.png"
                )
            }
            var settings = ImageSettings()
            settings.splitting.folds = 4
            let task = try ImageTask(folder: folder, settings)
            let found = try #require(
                task.findings.first { $0.message.contains("are nearly the same") }
            )
            #expect(found.items.count == 6, "\(found.items)")
            #expect(
                found.items.allSatisfy { $0.contains("/copy.png ≈ ") && $0.hasSuffix("/0.png") },
                "\(found.items)"
            )
            let path = "\(folder)/p3/"
            let places = (0..<task.exampleCount).filter { index in
                let name = try? task.example(index).source
                return name == path + "0.png" || name == path + "copy.png"
            }
            #expect(places.count == 2)
            for fold in task.splits { #expect(Set(places.map(fold.test.contains)).count == 1) }
        }
    }

    @Test("Those like one that judges are not learned from")
    func test() throws {
        try withTemporaryFolder { folder in
            try MadeFiles.faces(people: 3, each: 6, in: folder + "/train")
            try MadeFiles.write(darker(folder + "/train/p1/2.png"), folder + "/test/p1/copy.png")
            let task = try ImageTask(folder: folder)
            let found = try #require(
                task.findings.first { $0.message.contains("those that judge; the former") }
            )
            #expect(found.items.count == 1 && found.items[0].contains("train/p1/2.png"))
            let names = try task.splits[0].training.map { try task.example($0).source }
            #expect(!names.contains(folder + "/train/p1/2.png") && names.count > 10)
        }
    }

    @Test("A network of one's own must give a number for each class")
    func outputs() throws {
        try withTemporaryFolder { folder in
            try MadeFiles.bars(30, in: folder)
            var settings = ImageSettings()
            settings.network = Network {
                Flatten()
                Dense(7)
            }
            #expect {
                try ImageTask(folder: folder, settings).lesson(0)
            } throws: { error in
                "\(error)".contains("gives [7] for each example, where 2 numbers are expected")
            }
        }
    }
}
