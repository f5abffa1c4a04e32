import Computation
import Datasets
import Foundation
import Learners
import NeuralNetworks
import TestSupport
import Testing

@Suite("Music is learned")
struct MusicTaskTests {
    /// Scales up and down in 4/4, in several keys.
    private func write(tunes count: Int, to folder: String) throws {
        var stream = RandomStream(seed: 2, for: "tunes")
        let tunes = (0..<count).map { index in
            // The beginnings differ, so that these are no variants of each other.
            let first = (0..<8).map { _ in ["C", "D", "E", "G"][stream.integer(below: 4)] }.joined()
            let bar = index % 2 == 0 ? "\"C\"CDEFGABc|" : "\"G\"cBAGFEDC|"
            let end = ["C8", "C4E4", "E8", "c8", "G8"][index % 5]
            let body = "|:\(first)|\(bar)\(index % 3 == 0 ? bar : "G4E4|")\(end):|"
            return
                "X:\(index + 1)\nT:tune\(Array("abcdefghijklmnopqrstuvwxyz")[index % 26])\nM:4/4\nL:1/8\nK:C\n\(body)\n"
        }
        try Data(tunes.joined(separator: "\n").utf8).write(to: URL(filePath: folder + "/t.abc"))
    }

    @Test(
        "Tunes in ABC: what is made up can be read, adds up, and is in the key that was asked for"
    )
    func notation() async throws {
        try await withTemporaryFolder { folder in
            try write(tunes: 24, to: folder)
            var options = MusicTask.Options()
            options.size = LanguageNetwork.Size(width: 16, blocks: 1, heads: 4, context: 48)
            options.learning.epochs = 6
            options.sampleCount = 2
            let task = try MusicTask(try MusicCollection(contentsOf: folder), options: options)
            let outcome = try await task.learn()
            let metrics = outcome.report.metrics
            #expect(metrics[0].name == "nats_per_character" && metrics[0].baselines.count == 2)
            #expect(metrics[1].name == "tunes_that_add_up" && metrics[1].value == 1)
            let model = try MusicModel(outcome.model)
            var wish = TuneWish()
            (wish.count, wish.key, wish.bars) = (3, MusicKey("D"), 8)
            let tunes = try model.write(wish)
            #expect(tunes.count == 3)
            for tune in tunes {
                #expect(tune.addsUp && "\(tune.notation.key)" == "D", "\(tune.notation.text)")
                let again = try ABCFile.tunes(of: tune.notation.text, file: "again")[0]
                #expect(again.addsUp && again.voices == tune.notation.voices)
            }
            #expect(try model.write(wish).map(\.notation) == tunes.map(\.notation))
            #expect(try model.evaluate(folder).metrics[0].value > 0)
        }
    }

    @Test("Tunes of one title are variants, but not where a number is all that tells many apart")
    func titles() throws {
        func groups(_ titles: [String]) throws -> [[UInt64]] {
            try withTemporaryFolder { folder in
                let tunes = titles.enumerated().map { index, title in
                    let notes = (0..<8).map { Array("CDEFGAB")[(index + 2 * index * $0) % 7] }
                    return "X:1\nT:\(title)\nM:4/4\nL:1/8\nK:C\n\(String(notes))|c8|\n"
                }
                let text = tunes.joined(separator: "\n")
                try Data(text.utf8).write(to: URL(filePath: folder + "/t.abc"))
                return try MusicCollection(contentsOf: folder).groups
            }
        }
        let variants = try groups(["The Reel 1", "The Reel 2", "A Jig"])
        #expect(!Set(variants[0]).isDisjoint(with: variants[1]))
        #expect(Set(variants[0]).isDisjoint(with: variants[2]))
        let numbered = try groups((1...6).map { "Tune \($0)" })
        #expect(numbered.allSatisfy { $0.count == 1 } && Set(numbered).count == 6)
    }

    @Test("Voices: what is made up has as many")
    func voices() async throws {
        try await withTemporaryFolder { folder in
            for index in 0..<20 {
                let rows = (0..<32).map { row in
                    [[72, 71, 74, 72][row / 8] + index % 3, [64, 62, 65, 64][row / 8]]
                }
                let name = "\(folder)/\(["train", "valid", "test"][index % 3])/c\(index).csv"
                let file = URL(filePath: name)
                try FileManager.default.createDirectory(
                    at: file.deletingLastPathComponent(),
                    withIntermediateDirectories: true
                )
                try Data(ChoraleFile.text(of: rows).utf8).write(to: file)
            }
            var options = MusicTask.Options()
            options.size = LanguageNetwork.Size(width: 16, blocks: 1, heads: 4, context: 16)
            options.learning.epochs = 3
            let task = try MusicTask(try MusicCollection(contentsOf: folder), options: options)
            #expect(task.findings[0].message.hasSuffix("as the folders say"))
            let outcome = try await task.learn()
            #expect(outcome.report.metrics[0].name == "nats_per_note")
            var wish = TuneWish()
            wish.bars = 2
            let tune = try #require(try MusicModel(outcome.model).write(wish).first)
            #expect(tune.piece.voices.count == 2 && tune.addsUp)
        }
    }

    @Test("Tunes in ABC have tokens that are their text, and each token may follow as it does")
    func tokens() throws {
        let text =
            "X:1\nT:t\nM:6/8\nL:1/8\nK:D\nA|:\"D\"d2e f^ef|\"A7\"(3gfe c>B A2|[1d6:|[2d3 z2||\n"
        let tune = try ABCFile.tunes(of: text, file: "t")[0]
        let vocabulary = ABCVocabulary([tune])
        let tokens = vocabulary.tokens(of: tune)
        #expect(vocabulary.text(of: tokens) == ABCVocabulary.text(of: tune))
        let again = try vocabulary.tune(of: tokens.dropLast())
        #expect(again.voices == tune.withoutSigns.voices && again.metre == tune.metre)
        // What was not met is spelled.
        let other = try ABCFile.tunes(of: "X:1\nK:C\n\"Fdim\"c'16|\n", file: "t")[0]
        #expect(vocabulary.text(of: vocabulary.tokens(of: other)) == ABCVocabulary.text(of: other))
    }

    @Test("The grammar of bars lets through what adds up, and nothing else")
    func grammar() {
        func ends(_ pieces: [String]) -> Bool? {
            var grammar = ABCGrammar(Metre(4, 4))
            for piece in pieces {
                guard let next = grammar.after(piece) else { return nil }
                grammar = next
            }
            return grammar.mayEnd
        }
        let bar = ["C", "8", "|"]
        #expect(ends(["|:"] + bar + bar + bar + ["C", "8", ":|"]) == true)
        #expect(ends(["|:"] + bar + bar + bar + bar) == false)
        #expect(ends(["C", "8", "D"]) == nil && ends(["C", "4", "D", "8"]) == nil)
        #expect(ends(["G", "2", "|"] + bar + bar + bar + ["D", "6", "||"]) == true)
        #expect(ends(["G", "2", "|"] + bar + bar + ["D", "5", "||"]) == nil)
        #expect(ends(["(3", "C", "D", "E", "F", "6", "|"]) == false)
        #expect(ends(["(3", "C", "2", "D", "E"]) == nil)
        #expect(ends(bar + bar + ["[1", "C", "8", ":|", "[2", "C", "8", "||"]) == true)
        #expect(ends(bar + bar + ["[1", "C", "8", ":|"] + bar) == nil)
        #expect(ends(["\"C\"", "\"D\""]) == nil && ends(["x"]) == nil)
    }
}
