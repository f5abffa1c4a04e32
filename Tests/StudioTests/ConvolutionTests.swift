import Foundation
import NeuralNetworks
import TestSupport
import Testing

@testable import Studio

@Suite("Convolutional networks in the studio")
struct ConvolutionTests {
    static let input = #"{"kind":"example","part":"test","index":3}"#

    static func begin(recipe: JSON.Value = .list([])) async throws -> TestSession {
        try await TestStudio.shared.value.begin(
            "digits",
            changing: [
                "start": .text("fresh"), "filters": .list([.number(3), .number(5)]),
                "hidden": .list([.number(12)]), "learningRate": .number(0.01),
            ],
            recipe: recipe
        )
    }

    @Test("A session tells where maps and patches lie")
    func message() async throws {
        let value = try await Self.begin().begun
        let layers = try #require(value["layers"]?.list)
        #expect(
            layers.compactMap { $0["path"]?.string } == [
                "layers.0", "layers.2", "layers.5", "layers.6",
            ]
        )
        #expect(layers.compactMap { $0["inputs"]?.number } == [784, 588, 245, 12])
        #expect(layers.compactMap { $0["units"]?.number } == [2352, 980, 12, 10])
        #expect(
            layers.map { $0["source"]?.numbers } == [[28, 28, 1], [14, 14, 3], [7, 7, 5], nil]
        )
        let convolution = try #require(layers[1]["convolution"])
        #expect(convolution["filters"] == .number(5) && convolution["groups"] == .number(1))
        #expect(convolution["kernel"]?.numbers == [5, 5])
        #expect(convolution["positions"]?.numbers == [14, 14])
        #expect(convolution["before"]?.numbers == [2, 2])
        #expect(layers[2]["convolution"] == .null)
        #expect(value["settings"]?["filters"]?.numbers == [3, 5])
        // 3·25+3, 5·3·25+5, 245·12+12, 12·10+10.
        #expect(value["parameterCount"] == .number(3540))
    }

    @Test("Maps travel as base64, with what was made of them by pooling")
    func answer() async throws {
        let session = try await Self.begin()
        let answer = try await session.value("answer", posting: #"{"input":\#(Self.input)}"#)
        let layers = try #require(answer["layers"]?.list)
        let maps = try layers.prefix(2).map { try #require($0["activations"]?.bytes?.count) }
        #expect(maps == [9408, 3920])
        #expect(layers[0]["inputs"] == .null && layers[3]["inputs"] == .null)
        #expect(layers[1]["inputs"]?.bytes?.count == 2352)
        #expect(layers[2]["inputs"]?.bytes?.count == 980)
        #expect(layers[2]["activations"]?.numbers?.count == 12)
    }

    @Test("A cell is its patch times its kernel, and turning a weight of the kernel changes it")
    func cell() async throws {
        let session = try await Self.begin()
        let question = #"{"input":\#(Self.input),"layer":2,"neuron":538}"#
        func explain() async throws -> (z: Double, terms: [JSON.Value], sum: Double) {
            let why = try await session.value("explain", posting: question)
            let terms = try #require(why["terms"]?.list)
            let bias = try #require(why["bias"]?.number)
            let sum = terms.reduce(bias) { $0 + ($1["product"]?.number ?? .nan) }
            return (try #require(why["z"]?.number), terms, sum)
        }
        let before = try await explain()
        #expect(before.terms.count == 75)
        #expect(abs(before.z - before.sum) < 1e-5)
        let strongest = try #require(before.terms.first)
        // The kernel of the cell's filter, 538 mod 5.
        let weights = try await session.weights()
        let first = 3 * 25 + 3 + 3 * 75
        let kernel = (first..<first + 75).map { index in
            let bits = weights[4 * index..<4 * index + 4].reversed().reduce(0) {
                $0 << 8 | UInt32($1)
            }
            return Float(bitPattern: bits)
        }
        let weight = Float(try #require(strongest["weight"]?.number))
        let place = try #require(kernel.firstIndex(of: weight))
        let turned = try await session.value(
            "turn",
            posting: #"{"parameter":"layers.2.weight","index":\#(3 * 75 + place),"value":2.5}"#
        )
        #expect(turned["undo"] == .number(1))
        let after = try await explain()
        let came = try #require(strongest["activation"]?.number)
        #expect(abs(after.z - before.z - came * (2.5 - Double(weight))) < 1e-4)
        _ = try await session.value("undo", posting: "{}")
        #expect(try await explain().z == before.z)
    }

    @Test("It learns, and its recipe gives the same weights to the bit")
    func learning() async throws {
        let session = try await Self.begin()
        // However slowly it learns here, it must not end meanwhile.
        #expect(try await session.post("linger", #"{"seconds":3600}"#).status == 204)
        let before = try #require(session.begun["score"]?["loss"]?.number)
        _ = try await session.value("train", posting: #"{"action":"run","steps":20}"#)
        let now = try await session.wait { $0["status"]?["running"] == .flag(false) }
        #expect(try #require(now["score"]?["loss"]?.number) < before)
        _ = try await session.value(
            "turn",
            posting: #"{"parameter":"layers.0.weight","index":7,"value":-0.5}"#
        )
        _ = try await session.value(
            "train",
            posting: #"{"action":"example","input":\#(Self.input),"label":3}"#
        )
        let same = try await session.replayed()
        #expect(try await session.weights() == same.weights())
    }

    @Test("The loss goes back through maps, and layers tell how they do")
    func backwards() async throws {
        let session = try await Self.begin()
        let way = try await session.value(
            "backpropagation",
            posting: #"{"input":\#(Self.input),"label":3,"batch":4}"#
        )
        let layers = try #require(way["layers"]?.list)
        let sizes = layers.prefix(2).compactMap { $0["deltas"]?.bytes?.count }
        #expect(sizes == [9408, 3920])
        #expect(layers[1]["weightGradients"]?.bytes?.count == 1500)
        #expect(layers[1]["biasGradients"]?.numbers?.count == 5)
        #expect(layers[3]["deltas"]?.numbers?.count == 10)
        #expect(way["batch"]?["layers"]?.list?.count == 4)
        let insight = try await session.value("insight")
        #expect(insight["layers"]?.list?.count == 4)
        let excited = try await session.value("excite", posting: #"{"layer":1,"neuron":900}"#)
        #expect(excited["examples"]?.list?.count == 6)
    }

    @Test("A model file with convolutions is what the studio begins with")
    func file() async throws {
        let path = NSTemporaryDirectory() + "studio-convolution-\(UUID().uuidString).safetensors"
        defer { try? FileManager.default.removeItem(atPath: path) }
        let exported = try await Self.begin().get("export/model.safetensors")
        try exported.body.write(to: URL(fileURLWithPath: path))
        let studio = try await TestStudio.start { $0.model = path }
        let session = try await studio.begin("digits")
        #expect(session.begun["settings"]?["filters"]?.numbers == [3, 5])
        #expect(session.begun["settings"]?["hidden"]?.numbers == [12])
        #expect(session.begun["settings"]?["start"] == .text("trained"))
        #expect(try await session.weights() == Self.begin().weights())
    }

    @Test(
        "Convolutions that cannot be are refused in one line",
        arguments: [
            ("digits", "[3,3,3,3]", "there may be 3 convolutions, not 4"),
            ("digits", "[65]", "a convolution must have 1 to 64 filters, not 65"),
            ("digits", "[0]", "a convolution must have 1 to 64 filters, not 0"),
            ("circle", "[3]", "the data \"circle\" has points, and filters look at pictures"),
        ]
    )
    func refused(data: String, filters: String, words: String) async throws {
        let studio = try await TestStudio.shared.value
        let catalogue = try await studio.get("/api/catalogue").value()
        var settings = try #require(catalogue["defaults"]?[data]?.object)
        settings["start"] = .text("fresh")
        settings["filters"] = nil
        let text = JSON.Value.object(settings).text.dropLast() + ",\"filters\":\(filters)}"
        let answer = try await studio.post("/api/sessions", "{\"settings\":\(text)}")
        #expect(answer.status == 400 && answer.text.contains(words.replacing("\"", with: "\\\"")))
    }

    @Test("Settings of pages that know no filters are those of dense layers")
    func before() async throws {
        let studio = try await TestStudio.shared.value
        let catalogue = try await studio.get("/api/catalogue").value()
        var settings = try #require(catalogue["defaults"]?["digits"]?.object)
        settings["filters"] = nil
        let answer = try await studio.post(
            "/api/sessions",
            JSON.Value.object(["settings": .object(settings)]).text
        )
        #expect(answer.status == 201)
        #expect(try answer.value()["settings"]?["filters"] == .list([]))
    }

    @Test("Random changes stand beside the digits that they were made of")
    func augmented() async throws {
        let session = try await TestStudio.shared.value.begin("digits")
        let one = try await session.value("augmented?count=3")
        let originals = try #require(one["originals"]?.list)
        #expect(originals.count == 3 && originals[0].bytes?.count == 784)
        let changes = try #require(one["changes"]?.list)
        #expect(
            changes.compactMap { $0["name"]?.string } == [
                "shift", "rotate", "scale", "elastic", "all",
            ]
        )
        for change in changes { #expect(change["pictures"]?.list?.count == 3) }
        #expect(changes[0]["steps"]?.list?.first == .text("Shift(pixels: 2)"))
        #expect(changes[4]["steps"]?.list?.count == 4)
        #expect(changes[4]["pictures"]?.list != originals)
        let same = try await session.value("augmented?count=3&round=1")
        let other = try await session.value("augmented?count=3&round=2")
        #expect(one == same && one["changes"] != other["changes"])
        let points = try await TestStudio.shared.value.begin("circle")
        let line = try await points.refusal("augmented", 400)
        #expect(line.contains("has points, and pictures are changed"))
    }
}
