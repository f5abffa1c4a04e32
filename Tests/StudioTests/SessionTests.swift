import Foundation
import TestSupport
import Testing

@testable import Studio

@Suite("Sessions begin, are found, and end")
struct SessionTests {
    @Test("The catalogue says what there is to choose from")
    func catalogue() async throws {
        let studio = try await TestStudio.shared.value
        let catalogue = try await studio.get("/api/catalogue").value()
        let data = try #require(catalogue["data"]?.list)
        let names = data.compactMap { $0["name"]?.string }
        #expect(names == ["digits", "circle", "moons", "spiral", "xor", "clusters"])
        #expect(data[0]["shape"]?.numbers == [28, 28] && data[0]["trained"] == .flag(true))
        #expect(data[1]["shape"]?.numbers == [2] && data[1]["trained"] == .flag(false))
        let counts = try #require(data[0]["counts"]?.object)
        #expect(
            counts == ["training": .number(600), "validation": .number(50), "test": .number(100)]
        )
        #expect(catalogue["version"] == .text("0.0.1") && catalogue["model"] == .null)
        let limits = try #require(catalogue["limits"]?.object)
        #expect(limits["layers"] == .number(8) && limits["steps"] == .number(5_000_000))
        #expect(Set(catalogue["defaults"]?.object?.keys ?? [:].keys) == Set(names))
        let optimizers = catalogue["optimizers"]?.list?.compactMap(\.string)
        #expect(optimizers == ["sgd", "momentum", "adam", "adamw"])
        let activations = catalogue["activations"]?.list?.compactMap(\.string) ?? []
        #expect(activations.contains("relu") && !activations.contains("softmax"))
    }

    @Test("Every data and every choice of the catalogue begins a session")
    func choices() async throws {
        let studio = try await TestStudio.shared.value
        let catalogue = try await studio.get("/api/catalogue").value()
        for name in try #require(catalogue["data"]?.list).compactMap({ $0["name"]?.string }) {
            let session = try await studio.begin(name)
            _ = try await session.value("train", posting: #"{"action":"step"}"#)
        }
        for (setting, list) in [
            ("activation", "activations"), ("loss", "losses"), ("optimizer", "optimizers"),
        ] {
            for choice in try #require(catalogue[list]?.list) {
                let session = try await studio.begin("moons", changing: [setting: choice])
                let answer = try await session.value("train", posting: #"{"action":"step"}"#)
                #expect(answer["status"]?["steps"] == .number(1), "\(choice)")
            }
        }
    }

    @Test("A session says all about itself")
    func message() async throws {
        let studio = try await TestStudio.shared.value
        let session = try await studio.begin("digits")
        let value = session.begun
        #expect(value["parameterCount"] == .number(13_002) && value["inputCount"] == .number(784))
        #expect(value["kind"] == .text("pictures") && value["classes"]?.list?.count == 10)
        #expect(value["interpretation"] == .text("classLogits") && value["recipe"] == .list([]))
        let layers = try #require(value["layers"]?.list)
        #expect(layers.compactMap { $0["inputs"]?.number } == [784, 16, 16])
        #expect(layers.compactMap { $0["units"]?.number } == [16, 16, 10])
        #expect(layers.compactMap { $0["path"]?.string } == ["layers.1", "layers.2", "layers.3"])
        #expect(layers[0]["formula"] == .text("max(z, 0)"))
        let shapes = value["parameters"]?.list?.compactMap { $0["shape"]?.numbers }
        #expect(shapes == [[16, 784], [16], [16, 16], [16], [10, 16], [10]])
        #expect(value["status"]?["loss"] == .null && value["status"]?["running"] == .flag(false))
        #expect(value["score"]?["count"] == .number(50))

        let again = try await session.value()
        #expect(again["id"]?.string == session.id && again["settings"] == value["settings"])
        let weights = try await session.weights()
        #expect(weights.count == 4 * 13_002)
        #expect(try await session.delete().status == 204)
        let gone = try await session.get()
        #expect(gone.status == 404)
        #expect(try gone.value()["code"] == .text("unknown-session"))
        #expect(try await session.delete().status == 404)
    }

    @Test("The trained network is the one that the learner makes, others are drawn from the seed")
    func start() async throws {
        let studio = try await TestStudio.shared.value
        let trained = try await studio.begin("digits").weights()
        let same = try await studio.begin("digits").weights()
        #expect(trained == same)
        let fresh = try await studio.begin("digits", changing: ["start": .text("fresh")]).weights()
        #expect(trained != fresh)
        let one = try await studio.begin().weights()
        let other = try await studio.begin(changing: ["seed": .number(2)]).weights()
        #expect(one != other)
    }

    @Test(
        "Settings that make no sense are refused in one line",
        arguments: [
            ("hidden", "[0]", "a hidden layer must have 1 to 1024 neurons, not 0"),
            ("hidden", "[1025]", "a hidden layer must have 1 to 1024 neurons, not 1025"),
            ("hidden", "[1,1,1,1,1,1,1,1,1]", "there may be 8 hidden layers, not 9"),
            ("hidden", "[1024,1024,1024]", "the network would have 2104322 weights"),
            ("hidden", "\"16\"", "\"settings.hidden\" is no list"),
            ("hidden", "[1.5]", "a number that its field cannot take"),
            ("activation", "\"abacus\"", "there is no activation \"abacus\"; there are identity"),
            ("activation", "\"step\"", "there is no activation \"step\""),
            ("loss", "\"none\"", "there is no loss \"none\"; there are cross-entropy, quadratic"),
            ("optimizer", "\"x\"", "there is no optimizer \"x\"; there are sgd, momentum"),
            ("learningRate", "0", "the learning rate must be above 0 and at most 1000, not 0.0"),
            ("learningRate", "-1", "the learning rate must be above 0 and at most 1000, not -1.0"),
            ("learningRate", "\"fast\"", "\"settings.learningRate\" is no number"),
            ("batchSize", "0", "the batch size must be 1 to 4096, not 0"),
            ("batchSize", "4097", "the batch size must be 1 to 4096, not 4097"),
            ("seed", "-1", "a number that its field cannot take"),
            ("seed", "9007199254740993", "the seed must be at most 9007199254740992"),
            ("start", "\"trained\"", "there is no trained network for the data \"circle\""),
            ("start", "\"later\"", "settings.start"),
            ("data", "\"none\"", "there is no data \"none\"; there are digits, circle"),
            ("data", "7", "\"settings.data\" is no text"),
        ]
    )
    func wrongSettings(name: String, value: String, words: String) async throws {
        let studio = try await TestStudio.shared.value
        let catalogue = try await studio.get("/api/catalogue").value()
        var settings = try #require(catalogue["defaults"]?["circle"]?.object)
        settings[name] = nil
        let text = JSON.Value.object(settings).text.dropLast() + ",\"\(name)\":\(value)}"
        let answer = try await studio.post("/api/sessions", "{\"settings\":\(text)}")
        let line = try #require(try answer.value()["error"]?.string)
        #expect(answer.status == 400 && line.contains(words), "\(line)")
        #expect(!line.contains("\n"))
    }

    @Test("The trained network has one form")
    func trainedForm() async throws {
        let studio = try await TestStudio.shared.value
        let catalogue = try await studio.get("/api/catalogue").value()
        var settings = try #require(catalogue["defaults"]?["digits"]?.object)
        settings["hidden"] = .list([.number(8)])
        let body = JSON.Value.object(["settings": .object(settings)]).text
        let answer = try await studio.post("/api/sessions", body)
        #expect(answer.status == 400 && answer.text.contains("other networks start fresh"))
    }

    @Test(
        "What is no request is refused in one line",
        arguments: [
            ("", "\"settings\" is missing"), ("{", "JSON"), ("[]", "JSON"), ("\u{0}", "JSON"),
            ("{\"settings\":7}", "settings"), ("{\"settings\":{}}", "settings."),
        ]
    )
    func noRequest(body: String, words: String) async throws {
        let studio = try await TestStudio.shared.value
        let answer = try await studio.post("/api/sessions", body)
        let line = try #require(try answer.value()["error"]?.string)
        #expect(answer.status == 400 && line.contains(words) && !line.contains("\n"), "\(line)")
    }

    @Test(
        "Recipes that make no sense are refused",
        arguments: [
            ("[{\"steps\":0}]", "not 0"), ("[{\"steps\":5000001}]", "at most 5000000"),
            ("[{\"steps\":3000000},{\"steps\":3000000}]", "at most 5000000"), ("[{}]", "one of"),
            ("[{\"steps\":1,\"turn\":{}}]", "one of"), ("[{\"steps\":\"x\"}]", "recipe[0].steps"),
            (
                "[{\"turn\":{\"parameter\":\"layers.9.weight\",\"index\":0,\"value\":1}}]",
                "layers.9"
            ),
            ("[{\"turn\":{\"parameter\":\"layers.0.weight\",\"index\":16,\"value\":1}}]", "16"),
            (
                "[{\"turn\":{\"parameter\":\"layers.0.weight\",\"index\":0,\"value\":1e30}}]",
                "weight"
            ),
            (
                "[{\"example\":{\"input\":{\"kind\":\"point\",\"x\":0,\"y\":0},\"label\":2}}]",
                "label"
            ),
            (
                "[{\"example\":{\"input\":{\"kind\":\"point\",\"x\":0,\"y\":0},\"label\":-1}}]",
                "label"
            ),
            (
                "[{\"learning\":{\"optimizer\":\"x\",\"learningRate\":1,\"batchSize\":1}}]",
                "optimizer"
            ),
            ("7", "recipe"),
        ]
    )
    func wrongRecipe(recipe: String, words: String) async throws {
        let studio = try await TestStudio.shared.value
        let catalogue = try await studio.get("/api/catalogue").value()
        let settings = try #require(catalogue["defaults"]?["circle"])
        let answer = try await studio.post(
            "/api/sessions",
            "{\"settings\":\(settings.text),\"recipe\":\(recipe)}"
        )
        let line = try #require(try answer.value()["error"]?.string)
        #expect((400..<500).contains(answer.status) && line.contains(words), "\(line)")
    }

    @Test("A recipe has at most 512 entries")
    func longRecipe() async throws {
        let studio = try await TestStudio.shared.value
        let catalogue = try await studio.get("/api/catalogue").value()
        let settings = try #require(catalogue["defaults"]?["circle"])
        let steps = Array(repeating: "{\"steps\":1}", count: 513).joined(separator: ",")
        let answer = try await studio.post(
            "/api/sessions",
            "{\"settings\":\(settings.text),\"recipe\":[\(steps)]}"
        )
        #expect(answer.status == 400 && answer.text.contains("at most 512 entries"))
    }
}
