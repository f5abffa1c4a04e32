import Foundation
import NeuralNetworks
import TestSupport
import Testing

@testable import Studio

@Suite("Looking into a session's network")
struct LookingTests {
    /// A white bar on black, much like a one.
    static let drawing: String = {
        var ink = [UInt8](repeating: 0, count: 140 * 140)
        for y in 20..<120 { for x in 66..<76 { ink[y * 140 + x] = 255 } }
        let text = Data(ink).base64EncodedString()
        return #"{"kind":"drawing","width":140,"height":140,"ink":"\#(text)"}"#
    }()

    @Test("A drawing is prepared, shown at every step, and answered")
    func drawing() async throws {
        let session = try await TestStudio.shared.value.begin("digits")
        let answer = try await session.value("answer", posting: #"{"input":\#(Self.drawing)}"#)
        #expect(answer["pixels"]?.bytes?.count == 784 && answer["values"] == .null)
        #expect(answer["label"] == .null && answer["loss"] == .null)
        let way = try #require(answer["preparation"])
        #expect(way["inverted"] == .flag(false) && way["width"] == .number(140))
        let crop = try #require(way["crop"]?.object).compactMapValues(\.number)
        #expect(abs((crop["x"] ?? 0) - 66) < 4 && abs((crop["height"] ?? 0) - 100) < 8)
        for name in ["ink", "scaled"] {
            let image = try #require(way[name])
            let size = try #require(image["width"]?.number) * #require(image["height"]?.number)
            #expect(image["pixels"]?.bytes?.count == Int(size))
        }
        #expect(abs((way["centre"]?["x"]?.number ?? 0) - 14) < 1.5)
        let layers = try #require(answer["layers"]?.list)
        #expect(layers.compactMap { $0["z"]?.list?.count } == [16, 16, 10])
        let shares = try #require(answer["probabilities"]?.numbers)
        #expect(abs(shares.reduce(0, +) - 1) < 1e-5)
        let best = try #require(answer["answer"]?.number)
        #expect(answer["confidence"]?.number == shares.max() && shares[Int(best)] == shares.max())
    }

    @Test("An example brings its label and loss; its pixels give the same answer")
    func example() async throws {
        let session = try await TestStudio.shared.value.begin("digits")
        for part in ["training", "validation", "test"] {
            let answer = try await session.value(
                "answer",
                posting: #"{"input":{"kind":"example","part":"\#(part)","index":7}}"#
            )
            let label = try #require(answer["label"]?.number)
            let shares = try #require(answer["probabilities"]?.numbers)
            let loss = try #require(answer["loss"]?.number)
            #expect(abs(loss + log(shares[Int(label)])) < 1e-3)
            let pixels = try #require(answer["pixels"]?.string)
            let same = try await session.value(
                "answer",
                posting: #"{"input":{"kind":"pixels","pixels":"\#(pixels)"}}"#
            )
            #expect(same["layers"] == answer["layers"] && same["preparation"] == .null)
        }
        let noise = try await session.value(
            "answer",
            posting: #"{"input":{"kind":"noise","seed":3}}"#
        )
        let again = try await session.value(
            "answer",
            posting: #"{"input":{"kind":"noise","seed":3}}"#
        )
        let other = try await session.value(
            "answer",
            posting: #"{"input":{"kind":"noise","seed":4}}"#
        )
        #expect(noise["pixels"] == again["pixels"] && noise["pixels"] != other["pixels"])
    }

    @Test("A picture file is read as a drawing is")
    func picture() async throws {
        let session = try await TestStudio.shared.value.begin("digits")
        var file = Array("P5 140 140 255\n".utf8)
        for y in 0..<140 {
            for x in 0..<140 {
                file.append((20..<120).contains(y) && (66..<76).contains(x) ? 255 : 0)
            }
        }
        let text = Data(file).base64EncodedString()
        let answer = try await session.value(
            "answer",
            posting: #"{"input":{"kind":"picture","file":"\#(text)"}}"#
        )
        let drawn = try await session.value("answer", posting: #"{"input":\#(Self.drawing)}"#)
        #expect(answer == drawn)
        let line = try await session.refusal(
            "answer",
            422,
            posting:
                #"{"input":{"kind":"picture","file":"\#(Data("no".utf8).base64EncodedString())"}}"#
        )
        #expect(line.contains("no picture that is known here"))
    }

    @Test("An empty pad and a speck have codes of their own")
    func blank() async throws {
        let session = try await TestStudio.shared.value.begin("digits")
        func answer(_ ink: [UInt8]) async throws -> HTTPAnswer {
            let text = Data(ink).base64EncodedString()
            return try await session.post(
                "answer",
                #"{"input":{"kind":"drawing","width":140,"height":140,"ink":"\#(text)"}}"#
            )
        }
        var ink = [UInt8](repeating: 0, count: 140 * 140)
        let blank = try await answer(ink)
        #expect(blank.status == 422)
        #expect(try blank.value()["code"] == .text("blank"))
        ink[70 * 140 + 70] = 255
        let speck = try await answer(ink)
        #expect(speck.status == 422)
        #expect(["blank", "too-small"].contains(try speck.value()["code"]?.string))
    }

    @Test(
        "Inputs that make no sense are refused in one line",
        arguments: [
            ("digits", #"{"kind":"drawing","width":10,"height":10,"ink":""}"#, "do not fill"),
            ("digits", #"{"kind":"drawing","width":-1,"height":-1,"ink":"AA=="}"#, "do not fill"),
            ("digits", #"{"kind":"drawing","width":1e99,"height":1,"ink":""}"#, "cannot take"),
            ("digits", #"{"kind":"drawing","width":1,"height":1,"ink":"?"}"#, "not base64"),
            ("digits", #"{"kind":"pixels","pixels":"AAAA"}"#, "784 pixels, not 3"),
            ("digits", #"{"kind":"example","part":"test","index":100}"#, "there are 0 to 99"),
            ("digits", #"{"kind":"example","part":"test","index":-1}"#, "there are 0 to 99"),
            ("digits", #"{"kind":"example","part":"all","index":1}"#, "input.part"),
            ("digits", #"{"kind":"example","part":"test","index":"1"}"#, "no whole number"),
            ("digits", #"{"kind":"point","x":0,"y":0}"#, "a point is no input"),
            ("digits", #"{"kind":"music"}"#, "input.kind"),
            ("digits", #"{}"#, "\"input.kind\" is missing"),
            ("digits", #"7"#, "input"),
            ("circle", #"{"kind":"pixels","pixels":"AAAA"}"#, "must be a point"),
            ("circle", #"{"kind":"point","x":1e30,"y":0}"#, "about -1 to 1"),
            ("circle", #"{"kind":"point","x":"1","y":0}"#, "\"input.x\" is no number"),
            ("circle", #"{"kind":"example","part":"test","index":0}"#, "no test examples"),
        ]
    )
    func wrongInput(data: String, input: String, words: String) async throws {
        let session = try await TestStudio.shared.value.begin(data)
        for question in ["answer", "explain", "backpropagation"] {
            let answer = try await session.post(
                question,
                #"{"input":\#(input),"layer":1,"neuron":0,"label":0}"#
            )
            let line = try #require(try answer.value()["error"]?.string)
            #expect((400..<500).contains(answer.status) && line.contains(words), "\(line)")
        }
    }

    @Test("A neuron's terms add up", arguments: [1, 2, 3])
    func explain(layer: Int) async throws {
        let session = try await TestStudio.shared.value.begin("digits")
        let value = try await session.value(
            "explain",
            posting: #"{"input":\#(Self.drawing),"layer":\#(layer),"neuron":3}"#
        )
        let terms = try #require(value["terms"]?.list)
        let products = terms.compactMap { $0["product"]?.number }
        #expect(products.count == (layer == 1 ? 784 : 16))
        #expect(products.map(abs) == products.map(abs).sorted(by: >))
        let sum = try products.reduce(#require(value["bias"]?.number), +)
        #expect(abs(sum - (value["z"]?.number ?? .nan)) < 1e-3)
        #expect((value["probability"] == .null) == (layer < 3))
        #expect(value["path"] == .text("layers.\(layer)"))
    }

    @Test("A layer or neuron that is not there is refused", arguments: ["explain", "excite"])
    func wrongNeuron(question: String) async throws {
        let session = try await TestStudio.shared.value.begin("digits")
        for (layer, neuron) in [
            (0, 0), (4, 0), (-1, 0), (1, 16), (1, -1), (3, 10), (Int.min, 0), (1, Int.min),
            (Int.max, Int.max),
        ] {
            let line = try await session.refusal(
                question,
                400,
                posting: #"{"input":\#(Self.drawing),"layer":\#(layer),"neuron":\#(neuron)}"#
            )
            #expect(line.contains("there is no "))
        }
    }

    @Test(
        "What excites a neuron excites it more than the examples do",
        arguments: ["digits", "xor"]
    )
    func excite(data: String) async throws {
        let session = try await TestStudio.shared.value.begin(data)
        let value = try await session.value("excite", posting: #"{"layer":1,"neuron":2}"#)
        let examples = try #require(value["examples"]?.list)
        let activations = examples.compactMap { $0["activation"]?.number }
        #expect(activations.count == 6 && activations == activations.sorted(by: >))
        #expect((value["activation"]?.number ?? 0) >= activations[0])
        if data == "digits" {
            #expect(value["pixels"]?.bytes?.count == 4 * 784)
            #expect(examples[0]["pixels"]?.bytes?.count == 784)
        } else {
            #expect(value["values"]?.numbers?.count == 2 && value["pixels"] == .null)
        }
    }

    @Test("The loss goes back through every layer")
    func backpropagation() async throws {
        let session = try await TestStudio.shared.value.begin("digits")
        let value = try await session.value(
            "backpropagation",
            posting: #"{"input":\#(Self.drawing),"label":3,"batch":32}"#
        )
        #expect(value["lossFormula"] == .text("−ln p₃"))
        let shares = try #require(value["probabilities"]?.numbers)
        #expect(abs((value["loss"]?.number ?? 0) + log(shares[3])) < 1e-4)
        let layers = try #require(value["layers"]?.list)
        #expect(layers[2]["activationGradients"] == .null)
        #expect(layers[0]["activationGradients"]?.list?.count == 16)
        #expect(layers[0]["weightGradients"]?.bytes?.count == 4 * 784 * 16)
        let deltas = try #require(layers[2]["deltas"]?.numbers)
        let wanted = try #require(value["wanted"]?.numbers)
        for (delta, (share, wanted)) in zip(deltas, zip(shares, wanted)) {
            #expect(abs(delta - (share - wanted)) < 1e-5)
        }
        let batch = try #require(value["batch"])
        #expect(batch["indices"]?.list?.count == 32 && batch["labels"]?.list?.count == 32)
        #expect(batch["layers"]?[1]?["biasGradients"]?.list?.count == 16)
        let alone = try await session.value(
            "backpropagation",
            posting: #"{"input":\#(Self.drawing),"label":3,"batch":0}"#
        )
        #expect(alone["batch"] == .null && alone["layers"] == value["layers"])
        for (label, batch) in [(10, 0), (-1, 0), (3, -1), (3, 5000)] {
            let line = try await session.refusal(
                "backpropagation",
                400,
                posting: #"{"input":\#(Self.drawing),"label":\#(label),"batch":\#(batch)}"#
            )
            #expect(line.contains("label") || line.contains("batch"))
        }
    }

    @Test("How layers do, and what is got wrong")
    func insight() async throws {
        let session = try await TestStudio.shared.value.begin("digits")
        let insight = try await session.value("insight")
        let layers = try #require(insight["layers"]?.list)
        #expect(layers.compactMap { $0["number"]?.number } == [1, 2, 3])
        #expect(layers[0]["weights"]?["counts"]?.numbers?.reduce(0, +) == 12_544)

        let all = try await session.value("mistakes?count=1000")
        let confusion = try #require(all["confusion"]?.list).map { $0.numbers ?? [] }
        let right = confusion.indices.reduce(0) { $0 + confusion[$1][$1] }
        #expect(all["count"] == .number(50) && all["accuracy"]?.number == right / 50)
        let mistakes = try #require(all["mistakes"]?.list)
        #expect(Double(mistakes.count) == 50 - right)
        let few = try await session.value("mistakes?count=2")
        #expect(few["mistakes"]?.list?.count == min(2, mistakes.count))
        let line = try await session.refusal("mistakes?count=-1", 400)
        #expect(line.contains("0 to 1000"))
    }

    @Test("The plane and its points")
    func plane() async throws {
        let session = try await TestStudio.shared.value.begin("circle")
        _ = try await session.value("train", posting: #"{"action":"run","steps":600}"#)
        _ = try await session.wait { $0["status"]?["running"] == .flag(false) }
        let plane = try await session.value("plane?size=24")
        let shares = try #require(plane["probabilities"]?.bytes)
        #expect(shares.count == 24 * 24)
        #expect(plane["neurons"]?.list?.map { $0.list?.count } == [8, 8, 2])
        // The middle belongs to one class, the corner to the other.
        let answer = try await session.value(
            "answer",
            posting: #"{"input":{"kind":"point","x":-1.15,"y":1.15}}"#
        )
        let corner = try #require(answer["probabilities"]?[1]?.number)
        #expect(abs(Double(shares[0]) / 255 - corner) < 0.01)
        #expect(abs(Int(shares[12 * 24 + 12]) - Int(shares[0])) > 128)

        let points = try await session.value("points?part=validation")
        #expect(points["points"]?.list?.count == 500)
        #expect(points["points"]?[0]?.numbers?.count == 3)
        let usual = try await session.value("points")
        #expect(usual["points"]?.list?.count == 500 && usual != points)
        for (question, words) in [
            ("plane?size=1", "2 to 256"), ("plane?size=x", "2 to 256"), ("points?part=all", "part"),
        ] {
            let line = try await session.refusal(question, 400)
            #expect(line.contains(words))
        }
        let digits = try await TestStudio.shared.value.begin("digits")
        for question in ["plane", "points"] {
            let line = try await digits.refusal(question, 400)
            #expect(line.contains("has pictures"))
        }
    }

    @Test("The network can be taken away in every form")
    func export() async throws {
        let session = try await TestStudio.shared.value.begin("circle")
        _ = try await session.value("train", posting: #"{"action":"step"}"#)
        for (name, beginning) in [
            ("model.swift", "//"), ("model.c", "//"), ("model.py", "#"), ("model.js", "//"),
            ("curves.csv", "step,loss,accuracy,validation_loss,validation_accuracy\n0,,,"),
        ] {
            let answer = try await session.get("export/" + name)
            #expect(answer.status == 200 && answer.text.hasPrefix(beginning), "\(name)")
            let header = answer.headers["content-disposition"]
            #expect(header == "attachment; filename=\"\(name)\"")
        }
        let file = try await session.get("export/model.safetensors")
        try await withTemporaryFolder { folder in
            let path = folder + "/model.safetensors"
            try file.body.write(to: URL(filePath: path))
            let model = try Model(contentsOf: path)
            let floats = model.parameterNames.flatMap { model[parameter: $0]?.floats ?? [] }
            let weights = try await session.weights()
            #expect(Data(floats.littleEndianBytes) == weights)
        }
        let line = try await session.refusal("export/model.exe", 404)
        #expect(line.contains("model.safetensors"))
    }
}
