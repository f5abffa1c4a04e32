import Computation
import Datasets
import Foundation

import NeuralNetworks
import Testing

@testable import Learners

@Suite("A language is learned")
struct LanguageTaskTests {
    /// Sentences drawn from a few words.
    private func text(_ count: Int = 60) -> LanguageText {
        var stream = RandomStream(seed: 3, for: "sentences")
        func word(_ words: [String]) -> String { words[stream.integer(below: words.count)] }
        let sentences = (0..<count).map { _ in
            "the \(word(["cat", "dog", "cow"])) \(word(["sat", "ran"])) on a \(word(["mat", "log"])).\n"
        }
        return LanguageText(sentences.joined(), name: "folder/pets.txt")
    }

    private func options(_ form: LanguageForm = .running) -> LanguageTask.Options {
        let size = LanguageNetwork.Size(width: 8, blocks: 1, heads: 2, context: 16)
        var options = LanguageTask.Options(LanguageNetwork(size: size))
        options.form = form
        options.learning.epochs = 2
        return options
    }

    private func messages(_ text: LanguageText, _ options: LanguageTask.Options) throws -> String {
        try LanguageTask(text, options: options).findings.map {
            ([$0.message] + $0.items).joined(separator: "\n")
        }
        .joined(separator: "\n")
    }

    @Test("What is seen in a text is said before anything is learned")
    func findings() throws {
        let plain = try messages(text(), options())
        #expect(plain.contains("different ones, in 60 lines"))
        #expect(plain.contains("are few") && plain.contains("chooses nothing"))
        #expect(!plain.contains("hardly belong"))

        let odd = LanguageText(text().text + "\u{FFFD}\u{1}~ the end of it all.\n")
        var stopping = options()
        stopping.learning.earlyStopping = EarlyStopping(patience: 1)
        let told = try messages(odd, stopping)
        #expect(told.contains("hardly belong") && told.contains("U+FFFD) 1 times"), "\(told)")
        #expect(told.contains("never learned from") && told.contains("U+007E"), "\(told)")
        #expect(told.contains("which flatters it; a text of its own"))

        let line = "a line that is long enough to be no chance\n"
        let copied = try messages(
            LanguageText(line + text().text + line + line),
            options()
        )
        #expect(copied.contains("long lines that judge the result are learned from, too"))

        let names = LanguageText("anna\nbert\n\nanna\ncarla\ndora\n")
        let lines = try messages(names, options(.lines))
        #expect(lines.contains("5 lines, 1 of them the same as one before"), "\(lines)")
        #expect(lines.contains("1 empty ones are left out"))

        var words = options()
        words.tokenizer = try .words(of: "the cat sat on a mat.\n", atMost: 20)
        #expect(try messages(text(), words).contains("stand for what is unknown"))
        var none = options()
        none.validation = 0
        #expect(try messages(text(), none).contains("nothing is held out"))
    }

    @Test("The report has what the model's probabilities come to by hand, and counting beside it")
    func report() async throws {
        let text = text()
        let task = try LanguageTask(text, options: options())
        #expect(task.title == "Language of pets.txt")
        let outcome = try await task.learn()
        let main = outcome.report.metrics[0]
        #expect(main.name == "nats_per_character")

        // Sixteen tokens at a time, the first foretold by the last to learn from.
        let scalars = Array(text.text.unicodeScalars)
        let cut = Int((Double(scalars.count) * 0.9).rounded(.down))
        let tokens = try task.preparation.tokenizer.encode(text.text)
        var nats = 0.0
        for start in stride(from: cut - 1, to: tokens.count - 1, by: 16) {
            let window = Array(tokens[start..<min(start + 16, tokens.count - 1)])
            let padded = window + Array(repeating: -1, count: 16 - window.count)
            let rows = try outcome.model.outputs(Tensor(padded, shape: [1, 16])).floats
            let count = task.preparation.tokenizer.vocabularyCount
            for place in window.indices {
                let row = rows[place * count..<(place + 1) * count].map { exp(Double($0)) }
                let share = row[Int(tokens[start + place + 1])] / row.reduce(0, +)
                nats -= log(share)
            }
        }
        #expect(main.count == tokens.count - cut)
        #expect(abs(main.value - nats / Double(tokens.count - cut)) < 1e-5)
        let interval = try #require(main.interval)
        #expect(interval.contains(main.value) && interval.lowerBound > 0)
        func value(_ name: String) -> Double? {
            outcome.report.metrics.first { $0.name == name }?.value
        }
        #expect(abs(try #require(value("bits_per_byte")) - main.value / log(2)) < 1e-9)
        #expect(abs(try #require(value("perplexity")) - exp(main.value)) < 1e-6)

        // Twenty-odd characters by themselves, and sentences that are nearly known after five.
        let (alone, counted) = (main.baselines[0].value, main.baselines[1].value)
        #expect(main.baselines.map(\.name)[1] == "order-5 Markov on characters")
        #expect(alone > 2 && alone < 3.1 && counted < 0.6 && counted > 0.05)

        let page = outcome.report.html
        let sample = try #require(outcome.report.sections.first { $0.title == "What it writes" })
        guard case .text(let written) = sample.content else {
            Issue.record("what it writes is no text")
            return
        }
        #expect(written.count > 100 && page.contains(written.prefix(60)))
        #expect(page.contains("Where it was surprised most") && page.contains("How it learned"))
        #expect(value("longest_copied_run") ?? 0 > 1)
    }

    @Test("In lines each end counts, and a text of its own can judge")
    func lines() async throws {
        let names = (0..<40).map { "na\(["mi", "do", "ru", "la"][$0 % 4])\($0)" }
        let text = LanguageText(names.joined(separator: "\n"))
        let test = LanguageText("nami1\nnado23\nnala3\n")
        let task = try LanguageTask(text, test: test, options: options(.lines))
        let outcome = try await task.learn()
        let metrics = outcome.report.metrics
        #expect(metrics[0].count == 5 + 6 + 5 + 3)
        #expect(metrics.contains { $0.name == "new_lines" && $0.count == 20 })
        let unknown = #expect(throws: LanguageTextError.self) {
            try LanguageTask(text, test: LanguageText("ß"), options: options(.lines))
        }
        #expect(unknown?.description.contains("\"ß\"") == true)
    }

    @Test("A model file answers how surprising a text is, and is measured on another")
    func model() async throws {
        let outcome = try await LanguageTask(text(), options: options()).learn()
        let opened = try #require(try RawModelCatalogue.open(outcome.model) as? LanguageModel)
        let usual = try #require(try opened.predict("the cat sat on a mat.").first)
        let odd = try #require(try opened.predict("mtmtmtmtmtmt").first)
        func nats(_ answer: Prediction) throws -> Double {
            guard case .number(let nats)? = answer.json["nats_per_character"] else {
                throw CancellationError()
            }
            return nats
        }
        #expect(try nats(usual) < nats(odd))
        guard case .list(let next)? = usual.json["next"] else {
            Issue.record("nothing comes next")
            return
        }
        #expect(next.count == 10 && usual.details.count == 6)
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try Data(text(5).text.utf8).write(to: folder)
        defer { try? FileManager.default.removeItem(at: folder) }
        let report = try opened.evaluate(folder.path(percentEncoded: false))
        #expect(report.metrics[0].value < report.metrics[0].baselines[0].value)
        #expect(throws: TokenizerError.self) { try opened.predict("ß") }
    }

    @Test("A network that says nothing behind each token is no language model")
    func damaged() throws {
        let tokenizer = try Tokenizer.characters(of: "abc")
        let preparation = LanguagePreparation(tokenizer, .running)
        let count = tokenizer.vocabularyCount
        func model(_ pools: Bool) throws -> Model {
            try Model(
                Network {
                    Embedding(count, width: 4)
                    if pools { GlobalAveragePooling() }
                    Dense(count)
                },
                input: [8],
                information: ModelInformation(
                    interpretation: .classLogits,
                    preparation: preparation.information
                )
            )
        }
        #expect(try LanguageModel(model(false)).predict(text: "ab").answer.contains("nats"))
        #expect { try LanguageModel(model(true)) } throws: { error in
            "\(error)".contains("of another network; train the model anew")
        }
    }
}
