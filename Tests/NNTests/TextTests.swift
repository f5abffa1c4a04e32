import Foundation
import TestSupport
import Testing

@Suite("nn train text")
struct TextTests {
    /// Weather and food in a table.
    private func write(in folder: String) throws {
        let others = ["the", "old", "man", "likes", "some", "again"]
        let words = [["rain", "sun"], ["bread", "soup"]]
        let rows = (0..<120).map { index in
            let kind = index % 2
            let text =
                (0..<4).map { others[(index * 7 + $0 * (1 + index / 6)) % 6] }
                + [words[kind][index / 2 % 2], "\(index)"]
            return "\(["weather", "food"][kind]),\"\(text.joined(separator: " "))\""
        }
        try Fixture.write(
            Array((["class,text"] + rows).joined(separator: "\n").utf8),
            "t.csv",
            in: folder
        )
    }

    @Test("A table is learned from; the model answers, is evaluated, and has a page")
    func learn() async throws {
        try await withTemporaryFolder { folder in
            try write(in: folder)
            let child = try await Command.run(
                "train",
                "text",
                "t.csv",
                "--epochs",
                "3",
                "--json",
                in: folder
            )
            try #require(child.status == 0, "\(child.errors)")
            let last = try #require(try child.objects().last)
            #expect(
                last["event"] == .text("finished") && (last["test_accuracy"]?.number ?? 0) > 0.9
            )
            #expect(try Fixture.files(in: folder) == ["t.csv", "text.html", "text.safetensors"])
            let answer = try await Command.run(
                "predict",
                "text.safetensors",
                "the man likes soup",
                "--json",
                in: folder
            ).objects()
            #expect(answer.first?["label"] == .text("food") && answer.first?["words"] != nil)
            let score = try await Command.run(
                "evaluate",
                "text.safetensors",
                "t.csv",
                "--json",
                in: folder
            )
            #expect((try score.objects().first?["accuracy"]?.number ?? 0) > 0.9)
        }
    }

    @Test(
        "What cannot be is said in one line, and nothing is written",
        arguments: [
            (["none.csv"], "none.csv"),
            (["t.csv", "--target", "kind"], "there is no column \"kind\""),
            (["t.csv", "--tokens", "syllables"], "choose words, characters or byte-pairs:N"),
            (["t.csv", "--runs", "9"], "a run has 1 to 5 words"),
            (["t.csv", "--folds", "1"], "folds must be at least 2"),
        ]
    )
    func complaints(arguments: [String], words: String) async throws {
        try await withTemporaryFolder { folder in
            try write(in: folder)
            let child = try await Command.run(["train", "text"] + arguments, in: folder)
            #expect(child.status != 0 && child.errors.contains(words), "\(child.errors)")
            #expect(try Fixture.files(in: folder) == ["t.csv"])
        }
    }
}
