import Foundation
import TestSupport
import Testing

@Suite("Looking into language models by nn")
struct LanguageInspectionTests {
    private func withModel(
        _ network: String,
        _ body: (String) async throws -> Void
    ) async throws {
        try await withTemporaryFolder { folder in
            let text = String(repeating: "the cat sat on the mat and the dog ran. ", count: 60)
            try Fixture.write(Array(text.utf8), "text.txt", in: folder)
            let child = try await Command.run(
                [
                    "train", "language", "text.txt", "--network", network, "--width", "16",
                    "--blocks", "2", "--heads", "2", "--context", "12", "--epochs", "4",
                    "--learning-rate", "0.02",
                ],
                in: folder
            )
            try #require(child.status == 0, "\(child.errors)")
            try await body(folder)
        }
    }

    @Test(
        "explain --text says what comes next and what was looked at",
        arguments: ["transformer", "lstm", "gru"]
    )
    func explain(network: String) async throws {
        try await withModel(network) { folder in
            let arguments = ["explain", "language.safetensors", "--text", "the cat sat on the ma"]
            let child = try await Command.run(arguments + ["--json"], in: folder)
            try #require(child.status == 0, "\(child.errors)")
            let object = try #require(try child.objects().first)
            let next = try #require(object["next"]?.list)
            #expect(next.count == 10 && next[0].object?["token"]?.text != nil)
            let shares = next.compactMap { $0.object?["probability"]?.number }
            #expect(shares == shares.sorted(by: >) && shares.reduce(0, +) <= 1 + 1e-12)
            let isTransformer = network == "transformer"
            // A Transformer sees as many tokens as it learned with.
            #expect(object["tokens"]?.list?.count == (isTransformer ? 12 : 21))
            let attention = try #require(object["attention"]?.list)
            #expect(attention.count == (isTransformer ? 2 : 0))
            for layer in attention {
                for head in try #require(layer.object?["heads"]?.list) {
                    let weights = try #require(head.list?.compactMap { $0.number })
                    #expect(weights.count == 12 && abs(weights.reduce(0, +) - 1) < 1e-5)
                }
            }
            let recurrent = try #require(object["recurrent"]?.list)
            #expect(recurrent.count == (isTransformer ? 0 : 2))
            for layer in recurrent {
                let gate = network == "lstm" ? "forget" : "update"
                let values = try #require(
                    layer.object?["gates"]?.object?[gate]?.list?.compactMap { $0.number }
                )
                #expect(values.count == 16 && values.allSatisfy { $0 > 0 && $0 < 1 })
            }
            let words = try await Command.run(arguments, in: folder)
            #expect(words.output.hasPrefix("What comes next after the last of"))
            #expect(words.output.contains(isTransformer ? "head 2" : "gates at the last token"))
            let table = try await Command.run(["show", "language.safetensors"], in: folder)
            #expect(table.status == 0 && table.output.contains("Total"))
        }
    }

    @Test("What does not go together is said in one line")
    func complaints() async throws {
        try await withModel("gru") { folder in
            for (arguments, words) in [
                ([], "name a picture, --layer and --neuron, or for a language model the --text"),
                (["--text", "a", "--layer", "1"], "--text asks a language model"),
                (["--text", "ß"], "is none of the"),
            ] {
                let child = try await Command.run(
                    ["explain", "language.safetensors"] + arguments,
                    in: folder
                )
                #expect(child.status != 0 && child.errors.contains(words), "\(child.errors)")
                #expect(child.errors.split(separator: "\n").count == 1 && child.output.isEmpty)
            }
        }
    }
}
