import Foundation
import TestSupport
import Testing

@Suite("nn train language, nn generate")
struct LanguageTests {
    private static let line = "the cat sat on the mat and the dog ran to the log. "
    private static let small = [
        "--width", "16", "--blocks", "1", "--heads", "2", "--context", "12",
    ]

    private func write(_ text: String, in folder: String) throws {
        try Fixture.write(Array(text.utf8), "text.txt", in: folder)
    }

    private func train(_ arguments: [String], in folder: String) async throws -> ChildProcess {
        let child = try await Command.run(
            ["train", "language", "text.txt"] + LanguageTests.small + arguments,
            in: folder
        )
        try #require(child.status == 0, "\(child.errors)")
        return child
    }

    @Test("What repeats is learned, and written on", arguments: ["transformer", "lstm", "gru"])
    func learn(network: String) async throws {
        try await withTemporaryFolder { folder in
            try write(String(repeating: LanguageTests.line, count: 60), in: folder)
            let child = try await train(
                ["--network", network, "--epochs", "12", "--learning-rate", "0.02", "--json"],
                in: folder
            )
            let objects = try child.objects()
            try #require(objects.count == 13)
            let losses = objects.dropLast().compactMap { $0["validation_loss"]?.number }
            let (first, last) = (try #require(losses.first), try #require(losses.last))
            #expect(last < 0.6 && last < first / 3, "\(losses)")
            #expect(objects[12]["event"] == .text("finished"))
            #expect(objects[12]["validation_loss"]?.number == last)

            let arguments = [
                "generate", "language.safetensors", "--prompt", "the cat", "--length", "60",
            ]
            let greedy = try await Command.run(arguments + ["--temperature", "0"], in: folder)
            #expect(
                greedy.output.hasPrefix("the cat ") && greedy.output.contains(" the mat"),
                "\(greedy.output)"
            )
            let one = try await Command.run(
                arguments + ["--seed", "7", "--threads", "1"],
                in: folder
            )
            let two = try await Command.run(
                arguments + ["--seed", "7", "--threads", "2"],
                in: folder
            )
            #expect(one.output == two.output && one.output.count == 68)
        }
    }

    @Test("The same seed leaves the same bytes, whatever the threads")
    func seeds() async throws {
        try await withTemporaryFolder { folder in
            try write(String(repeating: LanguageTests.line, count: 20), in: folder)
            let usual = ["--epochs", "2", "--dropout", "0.1", "--tokens", "byte-pairs:270"]
            _ = try await train(usual + ["--threads", "1", "--output", "one"], in: folder)
            _ = try await train(usual + ["--threads", "2", "--output", "two"], in: folder)
            #expect(try Fixture.read("one", in: folder) == Fixture.read("two", in: folder))
        }
    }

    @Test("A report is printed, kept as a page, and told to programs")
    func report() async throws {
        try await withTemporaryFolder { folder in
            try write(String(repeating: LanguageTests.line, count: 30), in: folder)
            let child = try await train(["--epochs", "2", "--json"], in: folder)
            let last = try #require(try child.objects().last)
            let exact = try #require(last["validation_nats_per_character"]?.number)
            #expect(abs(exact - (last["validation_loss"]?.number ?? 0)) < 1e-4)
            #expect(last["baselines"]?.object?.count == 2)
            for field in [
                "validation_bits_per_byte", "validation_perplexity",
                "validation_longest_copied_run",
                "seconds", "parameters",
            ] { #expect(last[field]?.number != nil, "\(field)") }
            #expect(last["findings"]?.list?.isEmpty == false)
            #expect(last["model"]?.text == "language.safetensors")
            let page = String(
                decoding: try Fixture.read("language.html", in: folder),
                as: UTF8.self
            )
            #expect(page.contains("What it writes") && page.contains("order-5 Markov"))

            try Fixture.write(Array("the dog sat on the log. ".utf8), "test.txt", in: folder)
            let judged = try await train(
                ["--epochs", "1", "--test", "test.txt", "--report", "other.html", "--json"],
                in: folder
            )
            #expect(try judged.objects().last?["test_nats_per_character"]?.number != nil)
            #expect(try Fixture.files(in: folder).contains("other.html"))

            let model = "language.safetensors"
            let predicted = try await Command.run(["predict", model, "the cat"], in: folder)
            #expect(predicted.output.contains("nats per character"), "\(predicted.errors)")
            let measured = try await Command.run(["evaluate", model, "test.txt"], in: folder)
            #expect(measured.output.contains("every token alike"), "\(measured.errors)")
        }
    }

    @Test("Lines are texts of their own, which end")
    func lines() async throws {
        try await withTemporaryFolder { folder in
            let names = [
                "anna", "bert", "carla", "dora", "emil", "fritz", "gina", "hugo", "ida", "jan",
            ]
            try write(names.joined(separator: "\r\n"), in: folder)
            let child = try await train(["--lines", "--epochs", "3"], in: folder)
            #expect(child.output.contains("10 lines, 0 of them the same as one before"))
            let written = try await Command.run(
                ["generate", "language.safetensors", "--count", "5", "--length", "30", "--json"],
                in: folder
            )
            let texts = try written.objects().compactMap { $0["text"]?.text }
            #expect(texts.count == 5)
            #expect(texts.allSatisfy { text in text.allSatisfy { names.joined().contains($0) } })
        }
    }

    @Test("What cannot be learned or written is said in one line, and nothing is written")
    func complaints() async throws {
        try await withTemporaryFolder { folder in
            try write(String(repeating: LanguageTests.line, count: 4), in: folder)
            try Fixture.write([0xFF, 0xFE, 0x41], "other.txt", in: folder)
            try Fixture.write([], "empty.txt", in: folder)
            try await Command.trainDigits(in: folder)
            let cases: [([String], String)] = [
                (["train", "language", "none.txt"], "there is no such file"),
                (["train", "language", "empty.txt"], "the file is empty"),
                (["train", "language", "other.txt"], "UTF-16"),
                (
                    ["train", "language", "text.txt", "--context", "300"],
                    "too few for examples of 300"
                ),
                (["train", "language", "text.txt", "--heads", "7"], "cannot divide a width"),
                (
                    ["train", "language", "text.txt", "--tokens", "runes"],
                    "there are no tokens \"runes\""
                ),
                (["train", "language", "text.txt", "--minutes", "0"], "minutes"),
                (["train", "language", "text.txt", "--width", "0"], "--width is a number from 1"),
                (["train", "language", "text.txt", "--network", "no.yaml"], "no.yaml"),
                (["train", "language", "text.txt", "--folds", "3"], "leave --folds"),
                (["generate", "digits.safetensors"], "is no language model"),
            ]
            for (arguments, words) in cases {
                let child = try await Command.run(arguments, in: folder)
                #expect(child.status != 0)
                #expect(child.errors.contains(words), "\(child.errors)")
                #expect(child.errors.split(separator: "\n").count == 1, "\(child.errors)")
            }
            #expect(try !Fixture.files(in: folder).contains("language.safetensors"))
            _ = try await train(["--epochs", "1"], in: folder)
            for (arguments, words) in [
                (["--prompt", "ß"], "is none of the"), (["--temperature", "-1"], "temperature"),
                (["--top-p", "2"], "top-p"), (["--length", "0"], "--length"),
            ] {
                let child = try await Command.run(
                    ["generate", "language.safetensors"] + arguments,
                    in: folder
                )
                #expect(child.status != 0 && child.errors.contains(words), "\(child.errors)")
            }
        }
    }
}
