import Foundation
import NetworkFiles
import NeuralNetworks
import TestSupport
import Testing

@Suite("Networks described in files")
struct NetworkFileTests {
    /// What is read from a file of this text, or the words about it without the file's name.
    private func read(_ bytes: [UInt8], ending: String) throws -> (
        network: Network?, problem: String
    ) {
        try withTemporaryFolder { folder in
            let path = folder + "/network." + ending
            try WholeFile.write(bytes, to: path)
            do throws(NetworkFileError) {
                return (try Network(contentsOfFile: path), "")
            } catch {
                let text = error.description
                try #require(text.hasPrefix(path + ": ") && !text.contains("\n"), "\(text)")
                return (nil, String(text.dropFirst(path.count + 2)))
            }
        }
    }

    @Test("What is left out has the defaults of the declaration", arguments: Description.all)
    func defaults(_ description: Description) throws {
        let found = try read(Array(description.text.utf8), ending: "yaml")
        #expect(found.problem == "")
        #expect(found.network == description.network)
    }

    @Test("Every kind of layer is described with its defaults alone")
    func complete() {
        let described = Description.all.flatMap { $0.network.layers }
        let names = Set(described.map { type(of: $0).name })
        #expect(names == Set(LayerCatalogue.types.map { $0.name }))
    }

    @Test(
        "A layer comes back from JSON and YAML as it was",
        arguments: NetworkTests.layers.indices
    )
    func roundTrip(_ index: Int) throws {
        let network = Network { NetworkTests.layers[index].layer }
        let json = [UInt8](try JSONEncoder().encode(network))
        for ending in ["json", "yaml", "yml", "JSON"] {
            let found = try read(json, ending: ending)
            #expect(found.problem == "")
            #expect(found.network == network)
        }
        let tree = try JSONDecoder().decode(Tree.self, from: Data(json))
        let found = try read(Array(tree.yaml(after: "").utf8), ending: "yaml")
        #expect(found.problem == "")
        #expect(found.network == network)
    }

    @Test("What is wrong is said with its place, word for word", arguments: BadDescription.all)
    func damage(_ bad: BadDescription) throws {
        let found = try read(Array(bad.text.utf8), ending: bad.ending)
        #expect(found.problem == bad.message)
    }

    @Test("A file of the wrong name, none, one that is too large, and one that is no text")
    func files() throws {
        let named = #expect(throws: NetworkFileError.self) {
            try Network(contentsOfFile: "network.txt")
        }
        #expect(
            named?.description
                == "network.txt: a network is described in a file that ends in .json, "
                + ".yaml or .yml; rename it"
        )
        let missing = #expect(throws: NetworkFileError.self) {
            try Network(contentsOfFile: "/nowhere/network.yaml")
        }
        #expect(missing == .file(FileError(path: "/nowhere/network.yaml", problem: .missing)))
        let large = [UInt8](repeating: 32, count: 1 << 20 + 1)
        for ending in ["json", "yaml"] {
            #expect(
                try read(large, ending: ending).problem
                    == "the file is larger than the 1,048,576 bytes that are accepted"
            )
        }
        #expect(
            try read([0xff, 0xfe, 0x2d, 0x00], ending: "yaml").problem
                == "this is not text; save it as UTF-8"
        )
    }

    @Test("A layer of one's own is described by its fields")
    func ownLayers() throws {
        struct Scaled: Layer {
            static let name = "Scaled"
            var factor: Float
            func callAsFunction(_ input: Symbol, in scope: Scope) -> Symbol { input * factor }
        }
        let json = Array(#"[{"layer": "Scaled", "factor": 2}, {"Scaled": {"factor": 3}}]"#.utf8)
        let network = try Network(json: json, file: "own", layers: [Scaled.self])
        #expect(network == Network([Scaled(factor: 2), Scaled(factor: 3)]))
    }

    @Test("Lists in lists, however deep, end in words", arguments: ["[", "- ", "{a: ", "? "])
    func depth(_ opening: String) throws {
        for count in [90, 990, 20_000] {
            let text = String(repeating: opening, count: count)
            let closing = ["[": "]", "{a: ": "}"][opening].map {
                String(repeating: $0, count: count)
            }
            for text in [text, text + (closing ?? "")] {
                #expect(try read(Array(text.utf8), ending: "yaml").network == nil || count == 90)
            }
        }
        let json = String(repeating: "[", count: 90) + String(repeating: "]", count: 90)
        #expect(try read(Array(json.utf8), ending: "json").network != nil)
    }

    @Test(
        "Whatever happens to a good file, it is read or refused in words",
        arguments: ["yaml", "json"]
    )
    func mutations(_ ending: String) throws {
        var stream = RandomStream(test: 7)
        let all = Network(NetworkTests.layers.map(\.layer))
        let json = [UInt8](try JSONEncoder().encode(all))
        let tree = try JSONDecoder().decode(Tree.self, from: Data(json))
        let good = ending == "json" ? json : Array(tree.yaml(after: "").utf8)
        let bytes = Array("&*!|>'\"%@`{}[],:?-# \n\t0a\\".utf8) + [0, 0xff, 0xc3]
        for _ in 0..<100 {
            var text = good
            for _ in 0...stream.integer(below: 4) {
                let place = stream.integer(below: text.count)
                switch stream.integer(below: 3) {
                case 0: text[place] = bytes[stream.integer(below: bytes.count)]
                case 1: text.insert(bytes[stream.integer(below: bytes.count)], at: place)
                default: text.removeSubrange(place..<min(place + 9, text.count - 1))
                }
            }
            _ = try read(text, ending: ending)
        }
    }
}

/// A tree of JSON, to be written as YAML with a line for each value.
private enum Tree: Decodable {
    case list([Tree])
    case pairs([String: Tree])
    case leaf(String)

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let list = try? container.decode([Tree].self) {
            self = .list(list)
        } else if let pairs = try? container.decode([String: Tree].self) {
            self = .pairs(pairs)
        } else if let truth = try? container.decode(Bool.self) {
            self = .leaf("\(truth)")
        } else if let number = try? container.decode(Double.self) {
            self = .leaf(number == number.rounded() ? "\(Int(number))" : "\(number)")
        } else {
            self = .leaf("'\(try container.decode(String.self))'")
        }
    }

    func yaml(after space: String) -> String {
        let inner = space + "  "
        switch self {
        case .list(let list) where list.isEmpty: return " []\n"
        case .pairs(let pairs) where pairs.isEmpty: return " {}\n"
        case .list(let list):
            return "\n" + list.map { space + "-" + $0.yaml(after: inner) }.joined()
        case .pairs(let pairs):
            let lines = pairs.sorted { $0.key < $1.key }
            return "\n" + lines.map { space + $0.key + ":" + $0.value.yaml(after: inner) }.joined()
        case .leaf(let text): return " \(text)\n"
        }
    }
}

/// A description that is none, and what is said about it.
struct BadDescription: Sendable, CustomTestStringConvertible {
    let text: String
    let message: String
    var ending = "yaml"
    var testDescription: String { text }

    init(_ text: String, _ message: String, ending: String = "yaml") {
        (self.text, self.message, self.ending) = (text, message, ending)
    }

    static let all =
        [
            BadDescription(
                "- Flatten\n- {layer: Dense, unit: 3}",
                "[1]: Dense has no field \"unit\"; it has units, activation, usesBias, initializer"
            ),
            BadDescription(
                "layers:\n  - Dense: {unit: 3}",
                "layers[0]: Dense has no field \"unit\"; it has units, activation, usesBias, initializer"
            ),
            BadDescription("layers: [Dense]", "layers[0]: Dense needs units"),
            BadDescription("layers: [{Dense: {}}]", "layers[0]: Dense needs units"),
            BadDescription(
                "layers: [{Dense: many}]",
                "layers[0]: Dense: units must be a whole number, not \"many\""
            ),
            BadDescription(
                "layers: [{Dense: '3'}]",
                "layers[0]: Dense: units must be a whole number, not \"3\""
            ),
            BadDescription(
                "layers: [{Dense: 3.5}]",
                "layers[0]: Dense: units must be a whole number, not 3.5"
            ),
            BadDescription(
                "layers: [{Dense: [3]}]",
                "layers[0]: Dense: units must be a whole number, not a list"
            ),
            BadDescription(
                "layers: [{Dense: {units: 3, activation: relux}}]",
                "layers[0]: Dense: activation must be one of identity, sigmoid, tanh, relu, leakyReLU, elu, "
                    + "gelu, silu, softplus, step, softmax, not \"relux\""
            ),
            BadDescription(
                "layers: [{Dense: {units: 3, usesBias: 1}}]",
                "layers[0]: Dense: usesBias must be true or false, not 1"
            ),
            BadDescription(
                "layers: [{Dense: {units: 3, initializer: her}}]",
                "layers[0].Dense.initializer: an initializer is he, glorot, zeros, or constant, uniform or "
                    + "normal with its number: {\"normal\": 0.1}"
            ),
            BadDescription(
                "layers: [{Conv2D: {filters: 3, kernel: [1, 2, 3]}}]",
                "layers[0].Conv2D.kernel: one whole number is expected, or two, down and across: [3, 5]"
            ),
            BadDescription(
                "layers: [{Reshape: 3}]",
                "layers[0]: Reshape: sizes must be a list of whole numbers, not 3"
            ),
            BadDescription(
                "layers: [{Dropout: often}]",
                "layers[0]: Dropout: rate must be a number, not \"often\""
            ),
            BadDescription(
                "layers: [{Named: {label: 3, inner: Flatten}}]",
                "layers[0]: Named: label must be a text, not 3"
            ),
            BadDescription(
                "layers: [{Flatten: 3}]",
                "layers[0]: Flatten has no fields, but is given a value"
            ),
            BadDescription(
                "layers: [{Flatten: {units: 3}}]",
                "layers[0]: Flatten has no field \"units\"; it has none"
            ),
            BadDescription(
                "layers:\n  - Residual:\n      layers:\n        - Flatten\n        - Dens: 3",
                "layers[0].Residual.layers[1]: there is no layer \"Dens\"; the layers are "
                    + LayerCatalogue.types.map { $0.name }.sorted().joined(separator: ", ")
            ),
            BadDescription(
                "layers: [3]",
                "layers[0]: this is no layer; one is written as layer: Dense"
            ),
            BadDescription(
                "layers: [{units: 3, activation: relu}]",
                "layers[0]: it is not said which layer this is, as in layer: Dense"
            ),
            BadDescription(
                "layers: [{layer: [Dense]}]",
                "layers[0]: the kind of a layer is a name, as in layer: Dense"
            ),
            BadDescription("layer: [Flatten]", "Network needs layers"),
            BadDescription("layrs: [Flatten]", "Network has no field \"layrs\"; it has layers"),
            BadDescription(
                "layers: Flatten",
                "Network: layers must be a list of layers, not \"Flatten\""
            ),
            BadDescription("3", "Network: layers must be a list of layers, not 3"),
            BadDescription("", "there is nothing in the file"),
            BadDescription("# nothing\n", "there is nothing in the file"),
            BadDescription("null", "Network needs layers"),
            BadDescription(
                "layers: &a [Flatten]",
                "line 1: anchors (&) are not read; write out what is repeated"
            ),
            BadDescription(
                "a: 1\nb: [x,&b y]",
                "line 2: anchors (&) are not read; write out what is repeated"
            ),
            BadDescription(
                "layers: *a",
                "this is not YAML: line 1, column 9: found undefined alias"
            ),
            BadDescription(
                "layers: [Flatten",
                "this is not YAML: line 2, column 1: did not find expected ',' or ']'"
            ),
            BadDescription(
                "layers: []\nlayers: []",
                "this is not YAML: line 1: the field layers is there twice"
            ),
            BadDescription("? [a]\n: b", "line 1: the name of a field must be a text"),
            BadDescription(
                "a: b: c",
                "this is not YAML: line 1, column 5: mapping values are not allowed in this context"
            ),
            BadDescription(
                "[]\n---\n[]",
                "this is not YAML: line 2, column 1: but found another document"
            ),
        ]
        + [#"{"layers": ["Flatten",, 3]}"#, "", "[", String(repeating: "[", count: 9_999)].map {
            BadDescription(
                $0,
                "this is not JSON; check its commas, quotes and brackets",
                ending: "json"
            )
        }
        + [
            BadDescription(
                String(repeating: "[", count: 102) + String(repeating: "]", count: 102),
                "layers lie too deep in one another; make fewer of them",
                ending: "json"
            )
        ]
}
