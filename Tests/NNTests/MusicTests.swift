import Foundation
import NeuralNetworks
import TestSupport
import Testing

@Suite("nn train music, nn generate")
struct MusicTests {
    private func write(in folder: String) throws {
        let letters = ["C", "D", "E", "G"]
        let tunes = (0..<20).map { index in
            let first = (0..<8).map { letters[(index * 5 + $0 * (index + 1)) % 4] }.joined()
            let body = "|:\(first)|\"C\"CDEFGABc|\"G\"cBAGFEDC|C8:|"
            return "X:\(index + 1)\nM:4/4\nL:1/8\nK:C\n\(body)\n"
        }
        try Fixture.write(Array(tunes.joined(separator: "\n").utf8), "t.abc", in: folder)
    }

    private static let small = [
        "--width", "16", "--blocks", "1", "--context", "32", "--epochs", "3", "--samples", "2",
    ]

    @Test("A tenth of the tunes judges, or the share that is asked for")
    func share() async throws {
        try await withTemporaryFolder { folder in
            let letters = ["C", "D", "E", "F", "G", "A", "B"]
            var stream = RandomStream(seed: 3, for: "tunes")
            let tunes = (0..<20).map { index in
                let notes = (0..<32).map { _ in letters[stream.integer(below: 7)] }
                let bars = (0..<4).map { notes[8 * $0..<8 * $0 + 8].joined() + "|" }
                return "X:\(index + 1)\nM:4/4\nL:1/8\nK:C\n\(bars.joined())\n"
            }
            try Fixture.write(Array(tunes.joined(separator: "\n").utf8), "t.abc", in: folder)
            for (share, count) in [([], 2), (["--test-share", "0.2"], 4)] {
                let told = try await Command.run(
                    ["train", "music", "t.abc"] + share + Self.small,
                    in: folder
                )
                #expect(told.output.contains(" \(count) to judge"), "\(told.output)")
            }
        }
    }

    @Test("Tunes are learned from, and made up in the key and the kind of file that is asked for")
    func learn() async throws {
        try await withTemporaryFolder { folder in
            try write(in: folder)
            let child = try await Command.run(
                ["train", "music", "t.abc", "--json"] + Self.small,
                in: folder
            )
            try #require(child.status == 0, "\(child.errors)")
            let last = try #require(try child.objects().last)
            #expect(last["test_nats_per_character"]?.number != nil)
            for file in ["a.mid", "a.abc", "a.wav"] {
                let made = try await Command.run(
                    [
                        "generate", "music.safetensors", "--output", file, "--key", "Em", "--bars",
                        "6", "--json",
                    ],
                    in: folder
                )
                let tune = try #require(try made.objects().first, "\(made.errors)")
                #expect(tune["key"] == .text("Em") && tune["file"] == .text(file))
                let bytes = try Fixture.read(file, in: folder)
                #expect(
                    ["MThd", "X:1\n", "RIFF"].contains(
                        String(decoding: bytes.prefix(4), as: UTF8.self)
                    )
                )
            }
            let wrong = [
                ["--output", "a.mp3"], ["--key", "H"], ["--metre", "6/7"], ["--prompt", "ABC"],
            ]
            for arguments in wrong {
                let refused = try await Command.run(
                    ["generate", "music.safetensors"] + arguments,
                    in: folder
                )
                #expect(refused.status != 0 && refused.errors.hasPrefix("Error: "))
            }
        }
    }

    @Test("What is no music is said in one line")
    func complaints() async throws {
        try await withTemporaryFolder { folder in
            try Fixture.write(Array("hello".utf8), "t.abc", in: folder)
            let child = try await Command.run("train", "music", "t.abc", in: folder)
            #expect(
                child.status != 0 && child.errors.contains("there is no music to be read in it")
            )
            let one = try await Command.run("train", "music", "t.abc", "--folds", "3", in: folder)
            #expect(one.errors.contains("leave --folds and --test out"))
        }
    }
}
