import Datasets
import Foundation
import Learners
import NeuralNetworks
import TestSupport
import Testing

@testable import Studio

@Suite("A language model in the studio", .serialized)
struct LanguageTests {
    /// A studio of a model, ended with the tests.
    private func studio(_ file: LanguageModelFile) async throws -> TestStudio {
        try await TestStudio.start { $0.model = file.path }
    }

    private func ask(
        _ studio: TestStudio,
        _ name: String,
        _ body: JSON.Value
    ) async throws -> JSON.Value {
        let answer = try await studio.post("/api/language/\(name)", body.text)
        try #require(answer.status == 200, "\(name): \(answer.text)")
        return try answer.value()
    }

    private func text(_ tokens: [Int32], given: Int) -> JSON.Value {
        .object([
            "tokens": .list(tokens.map { .number(Double($0)) }), "given": .number(Double(given)),
        ])
    }

    private static let sampling: JSON.Value = .object(["temperature": .number(0.8)])

    private func write(
        _ studio: TestStudio,
        _ tokens: [Int32],
        given: Int,
        token: Int32? = nil,
        seed: Double = 5
    ) async throws -> JSON.Value {
        var body: [String: JSON.Value] = [
            "text": text(tokens, given: given), "sampling": Self.sampling, "seed": .number(seed),
        ]
        if let token { body["token"] = .number(Double(token)) }
        return try await ask(studio, "write", .object(body))
    }

    static let architectures: [(LanguageNetwork.Architecture, attention: Int, recurrent: Int)] = [
        (.transformer, 2, 0), (.lstm, 0, 2), (.gru, 0, 2),
    ]

    @Test("It writes what the library writes, beyond its window too", arguments: 0..<3)
    func writing(which: Int) async throws {
        let (architecture, attention, recurrent) = Self.architectures[which]
        let file = try LanguageModelFile(architecture)
        defer { file.remove() }
        let studio = try await studio(file)
        let about = try await studio.get("/api/language").value()
        #expect(about["attention"]?.list?.count == attention)
        #expect(about["recurrent"]?.list?.count == recurrent)
        #expect(about["window"] == (attention > 0 ? .number(12) : .null))
        #expect(try await studio.get("/").text == studio.get("/writing.html").text)

        let beginning = try await ask(studio, "read", .object(["prompt": .text("the ")]))
        #expect(
            beginning["pieces"]?.list?.compactMap { $0["text"]?.string } == ["t", "h", "e", " "]
        )
        #expect(beginning["pieces"]?[3]?["name"] == .text("␣"))
        let prompt = beginning["pieces"]?.list?.compactMap { $0["token"]?.number.map { Int32($0) } }
        var tokens = try #require(prompt)
        let writer = try TokenGenerator(
            file.model,
            prompts: [tokens],
            sampling: Sampling(temperature: 0.8),
            seed: 5
        )
        for _ in 0..<40 {
            let expected = try #require(try writer.next()?[0])
            // Those that it was drawn from.
            let probabilities = writer.probabilities[0]
            let said = try await write(studio, tokens, given: 4)
            let token = try #require(said["piece"]?["token"]?.number)
            try #require(Int32(token) == expected)
            let drawn = said["choice"]?["drawn"]
            #expect(drawn?["probability"]?.number == probabilities[Int(expected)])
            tokens.append(expected)
        }
        #expect(tokens == writer.tokens[0])
    }

    @Test("The choices at a place are sorted, together 1, and follow the temperature")
    func choice() async throws {
        let file = try LanguageModelFile(.transformer)
        defer { file.remove() }
        let studio = try await studio(file)
        let tokens: [Int32] = [3, 1, 4, 1, 5]
        func choice(_ sampling: [String: JSON.Value], drawn: Int32? = nil) async throws
            -> JSON.Value
        {
            var body = ["text": text(tokens, given: 2), "sampling": .object(sampling)]
            if let drawn { body["drawn"] = .number(Double(drawn)) }
            return try await ask(studio, "choice", .object(body))
        }
        let padded = tokens + [Int32](repeating: 0, count: LanguageModelFile.context - 5)
        let logits = try file.model.outputs(Tensor(padded))[4].floats
        for temperature in [0.0, 0.3, 1.0, 2.0] {
            let said = try await choice(["temperature": .number(temperature)])
            let expected = Sampling(temperature: temperature).probabilities(of: logits)
            let candidates = try #require(said["candidates"]?.list)
            #expect(candidates.count == 10 && said["place"] == .number(5))
            let shares = candidates.compactMap { $0["probability"]?.number }
            #expect(shares == shares.sorted(by: >))
            for candidate in candidates {
                let token = try #require(candidate["token"]?.number)
                #expect(candidate["probability"]?.number == expected[Int(token)])
            }
            let others = try #require(said["others"]?["probability"]?.number)
            #expect(abs(shares.reduce(others, +) - 1) < 1e-12)
            let count = Double(file.preparation.tokenizer.vocabularyCount)
            #expect(said["others"]?["count"] == .number(count - 10))
        }
        let likeliest = try #require(logits.indices.max { logits[$0] < logits[$1] })
        let rarest = try #require(logits.indices.min { logits[$0] < logits[$1] })
        let few = try await choice(
            ["temperature": .number(1), "topK": .number(1)],
            drawn: Int32(rarest)
        )
        #expect(few["candidates"]?[0]?["token"] == .number(Double(likeliest)))
        #expect(few["candidates"]?[0]?["probability"] == .number(1))
        #expect(few["drawn"]?["rank"] == .number(Double(logits.count - 1)))
        #expect(few["drawn"]?["probability"] == .number(0))
    }

    @Test("Another token may stand at a place, and writing goes on from there")
    func branching() async throws {
        let file = try LanguageModelFile(.lstm)
        defer { file.remove() }
        let studio = try await studio(file)
        let forced = try await write(studio, [3, 1, 4], given: 2, token: 7)
        #expect(forced["piece"]?["token"] == .number(7))
        #expect(forced["choice"]?["drawn"]?["token"] == .number(7))
        // What comes then depends on the text, the seed and the place alone.
        let one = try await write(studio, [3, 1, 4, 7], given: 2)
        _ = try await write(studio, [9, 9], given: 2)
        let other = try await write(studio, [3, 1, 4, 7], given: 2)
        #expect(one == other)
    }

    @Test("Attention is that of the last token read, in each head and in the mean")
    func attention() async throws {
        let file = try LanguageModelFile(.transformer)
        defer { file.remove() }
        let studio = try await studio(file)
        let tokens: [Int32] = (0..<20).map { $0 % 7 }
        let said = try await ask(studio, "attention", .object(["text": text(tokens, given: 3)]))
        // Of twelve places the last half stayed, and then it went on reading: 13 − 6 = 7, 20 − 7 = 13 > 12.
        let start = try #require(said["start"]?.number.map { Int($0) })
        #expect(start == 14 && said["place"] == .number(20))
        let expected = try file.model.attention(on: Array(tokens[start...]))
        let layers = try #require(said["layers"]?.list)
        #expect(layers.count == 2)
        for (layer, trace) in zip(layers, expected) {
            let heads = try #require(layer["heads"]?.list?.compactMap { $0.numbers })
            let last = trace.weights.shape[1] - 1
            #expect(heads.count == 2)
            for head in 0..<2 {
                #expect(heads[head].map(Float.init) == trace.weights[head][last].floats)
            }
            let mean = try #require(layer["mean"]?.numbers)
            #expect(abs(mean.reduce(0, +) - 1) < 1e-6)
            #expect(abs(mean[2] - (heads[0][2] + heads[1][2]) / 2) < 1e-7)
        }
    }

    @Test("Gates are those of the last steps, a row for each unit", arguments: [1, 2])
    func gates(which: Int) async throws {
        let file = try LanguageModelFile(Self.architectures[which].0)
        defer { file.remove() }
        let studio = try await studio(file)
        let tokens: [Int32] = (0..<20).map { $0 % 7 }
        let said = try await ask(
            studio,
            "gates",
            .object(["text": text(tokens, given: 3), "layer": .number(1), "steps": .number(6)])
        )
        #expect(said["start"] == .number(14) && said["steps"] == .number(6))
        #expect(said["units"] == .number(8))
        let trace = try file.model.gates(on: tokens)[1]
        let maps = try #require(said["maps"]?.list)
        let names = maps.compactMap { $0["name"]?.string }
        #expect(
            names
                == (which == 1
                    ? ["input", "forget", "candidate", "output", "cell", "state"]
                    : ["reset", "update", "candidate", "state"])
        )
        for (map, (_, values)) in zip(maps, trace.maps) {
            let bytes = try #require(map["values"]?.bytes)
            let expected = (0..<8).flatMap { unit in (14..<20).map { values[$0].floats[unit] } }
            #expect(Array(bytes) == expected.littleEndianBytes)
        }
    }

    @Test("Characters of several bytes come whole, and lines end")
    func endings() async throws {
        let file = try LanguageModelFile(.gru, form: .lines, tokenizer: .bytes(end: true))
        defer { file.remove() }
        let studio = try await studio(file)
        let read = try await ask(studio, "read", .object(["prompt": .text("é")]))
        #expect(read["pieces"]?.list?.compactMap { $0["text"]?.string } == ["", "", "é"])
        #expect(
            read["pieces"]?.list?.compactMap { $0["name"]?.string } == ["<end>", "<C3>", "<A9>"]
        )
        let end = Int32(256)
        let ended = try await write(studio, [end, 65], given: 1, token: end)
        #expect(ended["hasEnded"] == .flag(true))
        let body = JSON.Value.object([
            "text": text([end, 65, end], given: 1), "sampling": Self.sampling, "seed": .number(1),
        ])
        let answer = try await studio.post("/api/language/write", body.text)
        #expect(answer.status == 409 && answer.text.contains("the text has ended"))
    }

    @Test(
        "What makes no sense is refused in one line of JSON",
        arguments: [
            ("write", #"{"text":{"tokens":[],"given":1}}"#, "a text has 1 to 4000 tokens, not 0"),
            ("write", #"{"text":{"tokens":[1,99],"given":1}}"#, "there is no token 99"),
            ("write", #"{"text":{"tokens":[1,-1],"given":1}}"#, "there is no token -1"),
            ("write", #"{"text":{"tokens":[1],"given":0}}"#, "are given, not 0"),
            ("write", #"{"text":{"tokens":[1],"given":9223372036854775807}}"#, "are given, not"),
            ("write", #"{"text":{"tokens":[1],"given":1},"token":4711}"#, "there is no token 4711"),
            (
                "write", #"{"text":{"tokens":[1],"given":1},"seed":18446744073709551615}"#,
                "the seed"
            ),
            (
                "choice", #"{"text":{"tokens":[1],"given":1},"sampling":{"temperature":-1}}"#,
                "the temperature is a number from 0 on"
            ),
            (
                "choice",
                #"{"text":{"tokens":[1],"given":1},"sampling":{"temperature":1,"topK":0}}"#,
                "top-k is at least 1"
            ),
            (
                "choice",
                #"{"text":{"tokens":[1],"given":1},"sampling":{"temperature":1,"topP":1.5}}"#,
                "top-p is a share"
            ),
            ("choice", #"{"text":{"tokens":[1],"given":1},"drawn":99}"#, "there is no token 99"),
            ("choice", #"{"text":{"tokens":[1e99],"given":1}}"#, "JSON"),
            ("choice", #"{"text":{"tokens":["a"],"given":1}}"#, "whole number"),
            ("choice", #"{"text":7}"#, "JSON"), ("choice", "{", "JSON"),
            ("read", #"{"prompt":"ß"}"#, "is none of the"),
            ("gates", #"{"text":{"tokens":[1],"given":1},"layer":0,"steps":4}"#, "no recurrent"),
        ]
    )
    func refused(path: String, body: String, words: String) async throws {
        let studio = try await Self.transformer.value
        var whole = body
        // What is not said makes sense.
        if whole.hasSuffix("}}") || whole.contains("\"token\":") || whole.contains("\"drawn\":")
            || whole.contains("\"seed\":")
        {
            whole.removeLast()
            if !whole.contains("\"seed\":") { whole += ",\"seed\":1" }
            if !whole.contains("\"sampling\":") { whole += ",\"sampling\":{\"temperature\":1}" }
            whole += "}"
        }
        let answer = try await studio.post("/api/language/\(path)", whole)
        #expect(answer.status == 400, "\(whole): \(answer.text)")
        let line = try #require(try answer.value()["error"]?.string)
        #expect(line.contains(words), "\(line)")
        #expect(!line.contains("\n"))
    }

    /// One studio for all that is refused.
    private static let transformer = Task {
        let file = try LanguageModelFile(.transformer)
        defer { file.remove() }
        return try await TestStudio.start { $0.model = file.path }
    }

    @Test("Texts, prompts and steps have limits")
    func limits() async throws {
        let studio = try await Self.transformer.value
        let long = text([Int32](repeating: 1, count: Limits.tokens), given: 1)
        let full = try await studio.post(
            "/api/language/write",
            JSON.Value.object(["text": long, "sampling": Self.sampling, "seed": .number(1)]).text
        )
        #expect(full.status == 409 && full.text.contains("more are not written here"))
        let longer = text([Int32](repeating: 1, count: Limits.tokens + 1), given: 1)
        let refused = try await studio.post(
            "/api/language/attention",
            JSON.Value.object(["text": longer]).text
        )
        #expect(refused.status == 400 && refused.text.contains("not 4001"))
        let prompt = String(repeating: "a", count: Limits.promptBytes + 1)
        let tooLong = try await studio.post("/api/language/read", "{\"prompt\":\"\(prompt)\"}")
        #expect(tooLong.status == 400 && tooLong.text.contains("65536 bytes"))
        let file = try LanguageModelFile(.lstm)
        defer { file.remove() }
        let other = try await self.studio(file)
        for (layer, steps, words) in [
            (2, 4, "there are 0 to 1"), (-1, 4, "there are 0 to 1"), (0, 0, "1 to 256"),
            (0, 257, "1 to 256"),
        ] {
            let body = #"{"text":{"tokens":[1],"given":1},"layer":\#(layer),"steps":\#(steps)}"#
            let answer = try await other.post("/api/language/gates", body)
            #expect(answer.status == 400 && answer.text.contains(words), "\(answer.text)")
        }
        let none = try await other.post(
            "/api/language/attention",
            #"{"text":{"tokens":[1],"given":1}}"#
        )
        #expect(none.status == 422 && none.text.contains("no layers of attention"))
    }

    @Test("The guards hold here too, and there are no digits")
    func guards() async throws {
        let studio = try await Self.transformer.value
        let host = try await studio.get("/api/language", headers: ["Host": "example.com"])
        #expect(host.status == 403)
        let type = try await studio.post(
            "/api/language/read",
            "{}",
            headers: ["Content-Type": "text/plain"]
        )
        #expect(type.status == 415)
        #expect(try await studio.get("/api/catalogue").status == 404)
        #expect(try await studio.post("/api/sessions", "{}").status == 404)
    }

    @Test("A model that cannot write is refused when the studio opens")
    func unusable() throws {
        let file = try LanguageModelFile(
            .layers(Network { TransformerBlock(heads: 2) })
        )
        defer { file.remove() }
        var configuration = StudioConfiguration(model: file.path, port: 0, version: "0.0.1")
        #expect(throws: StudioProblem.self) { try Studio(configuration) }
        let good = try LanguageModelFile(.gru)
        defer { good.remove() }
        configuration.model = good.path
        configuration.data = "."
        let problem = #expect(throws: StudioProblem.self) { try Studio(configuration) }
        #expect(problem?.description.contains("--data names pictures") == true)
    }
}
