import Computation
import Datasets
import Foundation
import NeuralNetworks
import TestSupport
import Testing

@testable import Learners

@Suite("Texts of classes")
struct TextTaskTests {
    /// Weather and food, each told in a few words among others.
    static let texts: LabelledTexts = {
        let words = ["weather": ["rain", "sun", "storm"], "food": ["bread", "soup", "cheese"]]
        let others = ["the", "old", "man", "likes", "some", "today", "again", "here"]
        var stream = RandomStream(seed: 1, for: "texts")
        var pairs: [(text: String, label: String)] = []
        for index in 0..<160 {
            let label = index % 2 == 0 ? "weather" : "food"
            var text = (0..<6).map { _ in others[stream.integer(below: others.count)] }
            text[stream.integer(below: 6)] = words[label]?[stream.integer(below: 3)] ?? ""
            pairs.append((text.joined(separator: " "), label))
        }
        return LabelledTexts(pairs)
    }()

    @Test("They are learned, judged beside others, and explained by their words")
    func learning() async throws {
        var options = TextTask.Options()
        options.learning.epochs = 3
        let outcome = try await TextTask(Self.texts, options: options).learn()
        let accuracy = try #require(outcome.report.metrics.first)
        #expect(accuracy.value > 0.9 && accuracy.baselines.count == 3)
        #expect(outcome.report.metrics[1].name == "f1_weather")
        let model = try TextModel(outcome.model)
        let answer = try model.predict("the man likes soup")[0]
        #expect(answer.answer == "food")
        guard case .list(let words)? = answer.json["words"], case .object(let first)? = words.first
        else {
            Issue.record("no words")
            return
        }
        #expect(first["word"] == .text("soup"))
        // Its odds are what the model says with it, beside what it says without.
        func odds(_ text: String) throws -> Double {
            guard case .object(let shares)? = try model.predict(text)[0].json["probabilities"],
                case .number(let food)? = shares["food"],
                case .number(let other)? = shares["weather"]
            else { throw CancellationError() }
            return RandomStream.logarithm(food / other)
        }
        guard case .number(let influence)? = first["influence"] else {
            Issue.record("no influence")
            return
        }
        let difference = try odds("the man likes soup") - odds("the man likes")
        #expect(abs(influence - difference) < 1e-4 && influence > 0.5)
        #expect(outcome.report.metrics.contains { $0.name == "calibration_error" })
        #expect(throws: (any Error).self) { try model.predict("  ") }
    }

    @Test("Scores that are too sure are divided until texts held out are least surprising")
    func temperature() throws {
        var options = TextTask.Options()
        options.learning.epochs = 1
        let task = try TextTask(Self.texts, options: options)
        let model = try task.lesson(0).model
        let preparation = try model.information.preparation(TextPreparation.self, of: "text")
        // A model that is always wrong for some is to be less sure of all.
        let held = LabelledTexts(
            (0..<60).map { index in
                let isWrong = index % 4 == 0
                let word = (index % 2 == 0) != isWrong ? "rain" : "bread"
                return ("the \(word) again", index % 2 == 0 ? "weather" : "food")
            }
        )
        let numbered = try #require(held.numbered(as: ["food", "weather"]))
        let reading = preparation.tensor(of: numbered.texts)
        let before = try model.classify(reading)
        let temperature = try #require(try TextTemperature(model, preparation, numbered))
        #expect(temperature.value != 1)
        try temperature.cool(model, ["runs", "parts", "order"])
        let after = try model.classify(reading)
        #expect(before.map(\.answer) == after.map(\.answer))
        func logit(_ answer: Classification) -> Double {
            RandomStream.logarithm(
                Double(answer.probabilities[0]) / Double(answer.probabilities[1])
            )
        }
        for (one, other) in zip(before, after) {
            #expect(abs(logit(other) - logit(one) / temperature.value) < 1e-3)
        }
        let right = zip(after, numbered.labels).count { $0.answer == $1 }
        let sure = after.reduce(0) { $0 + Double($1.confidence) } / 60
        #expect(abs(sure - Double(right) / 60) < 0.06, "\(sure) sure, \(right) of 60 right")
    }

    @Test("A file whose limits make no sense is refused, though they add up")
    func damaged() throws {
        let model = try TextTask(Self.texts).lesson(0).model
        let sound = try model.information.preparation(TextPreparation.self, of: "text")
        let text = try #require(model.information.preparation["preparation"])
        for limit in [-1, 0, Int.max] {
            let (other, _) = sound.count.subtractingReportingOverflow(limit &+ sound.runLimit)
            model.information.preparation["preparation"] =
                text
                .replacing("\"partLimit\":\(sound.partLimit)", with: "\"partLimit\":\(limit)")
                .replacing("\"tokenLimit\":\(sound.tokenLimit)", with: "\"tokenLimit\":\(other)")
            #expect { try TextModel(model) } throws: { error in
                "\(error)".contains("makes no sense") && "\(error)".contains("train the model anew")
            }
        }
        model.information.preparation["preparation"] = text
        #expect(throws: Never.self) { try TextModel(model) }
    }

    @Test("Equal texts are kept once, and said to be; so are contradictions and empty texts")
    func findings() throws {
        let texts = LabelledTexts(
            [("Free prize", "spam"), ("free  prize", "ham"), (" ", "ham"), ("hello", "ham")]
                + (0..<8).map { ("text \($0)", $0 % 2 == 0 ? "ham" : "spam") }
        )
        let told = try TextTask(texts).findings.map(\.message)
        #expect(told.contains { $0.hasPrefix("1 texts are equal") })
        #expect(told.contains { $0.hasPrefix("equal texts are of different classes") })
        #expect(told.contains("empty texts are left out"))
    }

    @Test("Tables, folders and files for each class are read")
    func reading() throws {
        try withTemporaryFolder { folder in
            func write(_ text: String, _ name: String) throws -> String {
                let file = URL(filePath: folder + "/" + name)
                try FileManager.default.createDirectory(
                    at: file.deletingLastPathComponent(),
                    withIntermediateDirectories: true
                )
                try Data(text.utf8).write(to: file)
                return file.path
            }
            let tabbed = try write("ham\tSee \"you\"\nspam\tWin now\nham\tOk\n", "sms.tsv")
            var texts = try LabelledTexts(contentsOf: [tabbed])
            #expect(texts.texts == ["See \"you\"", "Win now", "Ok"] && texts.labels == [0, 1, 0])
            let commas = try write(
                "id,review,stars\r\n1,\"good, \"\"very\"\"\ngood\",5\r\n2,bad,1\r\n",
                "a.csv"
            )
            texts = try LabelledTexts(contentsOf: [commas], text: "review", target: "stars")
            #expect(
                texts.texts == ["good, \"very\"\ngood", "bad"] && texts.classNames == ["1", "5"]
            )
            #expect(texts.places[1] == "\(commas) row 2")
            let semicolons = try write(
                "\u{FEFF}message;kind\nNA;odd\n\"?\";odd\n\"a; b\";even\n",
                "b.csv"
            )
            texts = try LabelledTexts(contentsOf: [semicolons], text: "1")
            #expect(texts.texts == ["NA", "?", "a; b"] && texts.classNames == ["even", "odd"])
            let files = try [write("one\ntwo\n", "x.pos"), write("three\n", "x.neg")]
            texts = try LabelledTexts(contentsOf: files)
            #expect(texts.classNames == ["neg", "pos"] && texts.labels == [1, 1, 0])
            _ = try write("la la", "songs/fun/a.txt")
            _ = try write("so so", "songs/dull/b.txt")
            texts = try LabelledTexts(contentsOf: [folder + "/songs"])
            #expect(texts.classNames == ["dull", "fun"] && texts.texts == ["so so", "la la"])

            func message(_ files: [String], _ text: String? = nil) -> String {
                do {
                    _ = try LabelledTexts(contentsOf: files, text: text, target: nil)
                    return ""
                } catch { return "\(error)" }
            }
            #expect(message([commas]).contains("which columns are the text and the class"))
            #expect(message([tabbed], "body").contains("there is no column \"body\""))
            #expect(message([files[0], files[0]]).contains("do not tell the classes apart"))
            #expect(message([folder + "/none.csv"]).contains("none.csv"))
            #expect(
                try message([write("a\tx\n\ty\na\tz\n", "none.tsv")]).contains(
                    "row 2: the class is missing"
                )
            )
            #expect(
                try message([write("a\tx\na\ty\n", "one.tsv")]).contains(
                    "all texts are of the class"
                )
            )
            #expect(
                try message([write("label,text\nx,\"open\n", "q.csv")]).contains("never closed")
            )
            #expect(
                try message([write("label,text\nx\n", "s.csv")]).contains(
                    "line 2: 1 fields instead of 2"
                )
            )
        }
    }
}
