import Computation
import NeuralNetworks
import TestSupport
import Testing

/// A file that is no model, and what is said about it after its name.
struct BadModelFile: Sendable, CustomTestStringConvertible {
    let name: String
    let change: @Sendable (inout SafeTensors) -> Void
    let message: String
    var testDescription: String { name }

    init(
        _ name: String,
        _ message: String,
        _ change: @escaping @Sendable (inout SafeTensors) -> Void
    ) {
        (self.name, self.message, self.change) = (name, message, change)
    }

    /// A file whose network is other JSON.
    init(_ name: String, network: String, _ message: String) {
        self.init(name, message) { $0.metadata["network"] = network }
    }

    static let all = [
        BadModelFile(
            "no metadata",
            "a safetensors file, but without \"format_version\" in its metadata; "
                + "it was not written by this library"
        ) { $0.metadata = [:] },
        BadModelFile(
            "no network",
            "a safetensors file, but without \"network\" in its metadata; "
                + "it was not written by this library"
        ) { $0.metadata["network"] = nil },
        BadModelFile(
            "no input shape",
            "a safetensors file, but without \"input\" in its metadata; "
                + "it was not written by this library"
        ) { $0.metadata["input"] = nil },
        BadModelFile(
            "no information",
            "a safetensors file, but without \"information\" in its metadata; "
                + "it was not written by this library"
        ) { $0.metadata["information"] = nil },
        BadModelFile(
            "later version",
            "written in format version 2, and this program reads version 1; update it"
        ) { $0.metadata["format_version"] = "2" },
        BadModelFile(
            "missing tensor",
            "the tensor layers.0.weight is missing; there are layers.0.bias, layers.1.bias, "
                + "layers.1.weight"
        ) { $0["layers.0.weight"] = nil },
        BadModelFile("no tensors", "the tensor layers.0.weight is missing; there are none") {
            $0.tensors = [:]
        },
        BadModelFile(
            "wrong shape",
            "the tensor layers.0.weight is [3, 4], and its layer takes [4, 3]"
        ) { $0["layers.0.weight"] = Tensor(random: [3, 4]) },
        BadModelFile(
            "unknown layer",
            network: #"{"layers":[{"layer":"Convolution","units":3}]}"#,
            "its network: layers[0]: there is no layer \"Convolution\"; the layers are "
                + LayerCatalogue.types.map { $0.name }.sorted().joined(separator: ", ")
        ),
        BadModelFile(
            "inner sizes that differ",
            network: networkJSON(units: 4, last: 0),
            "layers.1 Dense(0): a layer needs at least one neuron, not 0"
        ),
        BadModelFile(
            "negative size",
            network: networkJSON(units: -5, last: 2),
            "layers.0 Dense(-5): a layer needs at least one neuron, not -5"
        ),
        BadModelFile(
            "huge layer",
            network: networkJSON(units: 1_000_000_000, last: 2),
            "the tensor layers.0.weight is [4, 3], and its layer takes [1000000000, 3]"
        ),
        BadModelFile(
            "uncountable layer",
            network: networkJSON(units: Int.max, last: 2),
            "layers.0 Dense(\(Int.max)): a value of shape [\(Int.max), 3] is too large to compute "
                + "with"
        ),
        BadModelFile("negative input", "the input shape [-3] makes no sense") {
            $0.metadata["input"] = "[-3]"
        },
        BadModelFile("huge input", "the input shape [1000000, 1000000, 1000000] makes no sense") {
            $0.metadata["input"] = "[1000000,1000000,1000000]"
        },
        BadModelFile(
            "input without dimensions",
            "layers.0 Dense(4, activation: .tanh): takes a list of numbers for each example, "
                + "but gets a single number; declare the input as [1]"
        ) { $0.metadata["input"] = "[]" },
    ]

    private static func networkJSON(units: Int, last: Int) -> String {
        let layers = [units, last].map { units in
            #"{"layer":"Dense","units":\#(units),"activation":"identity","usesBias":true,"#
                + #""initializer":{"zeros":{}}}"#
        }
        return #"{"layers":[\#(layers.joined(separator: ","))]}"#
    }
}

@Suite("Model files that cannot be used")
struct ModelFileErrorTests {
    private func bytes(_ change: (inout SafeTensors) -> Void = { _ in }) throws -> [UInt8] {
        let network = Network {
            Dense(4, activation: .tanh)
            Dense(2)
        }
        let model = try Model(network, input: [3], seed: 1)
        var file = try SafeTensors(decoding: model.fileBytes(), file: "model")
        change(&file)
        return try file.encoded()
    }

    /// What is said when a file of these bytes is opened, without the file's name.
    private func message(_ bytes: [UInt8]) throws -> String {
        try withTemporaryFolder { folder in
            let path = folder + "/model.safetensors"
            try WholeFile.write(bytes, to: path)
            let error = try #require(
                #expect(throws: ModelFileError.self) { _ = try Model(contentsOf: path) }
            )
            let text = error.description
            try #require(text.hasPrefix(path + ": "), "\(text)")
            return String(text.dropFirst(path.count + 2))
        }
    }

    @Test("It is said what is wrong, word for word", arguments: BadModelFile.all)
    func content(_ file: BadModelFile) throws {
        #expect(try message(bytes(file.change)) == file.message)
    }

    @Test(
        "What is not JSON, or of another kind, is said to be so",
        arguments: [
            "", "{", "[", "{}", #"{"layers":3}"#, #"{"layers":[{}]}"#,
            #"{"layers":[{"layer":7}]}"#,
            #"{"layers":[{"layer":"Dense"}]}"#, #"{"layers":[{"layer":"Dense","units":1e99}]}"#,
        ]
    )
    func notJSON(_ json: String) throws {
        let message = try message(bytes { $0.metadata["network"] = json })
        #expect(message.hasPrefix("its network"))
        #expect(!message.contains("\n"))
    }

    @Test("A network in a network in a network, a thousand times, ends in words")
    func deep() throws {
        let opening = String(repeating: #"{"layers":[{"layer":"Network","layers":["#, count: 1_000)
        let closing = String(repeating: "]}]}", count: 1_000)
        let message = try message(bytes { $0.metadata["network"] = opening + closing })
        #expect(message.hasPrefix("its network"))
    }

    @Test("A file that ends anywhere is said to be incomplete or damaged")
    func truncated() throws {
        let whole = try bytes()
        for count in [0, 7, 8, 100, whole.count - 1] {
            let message = try message(Array(whole.prefix(count)))
            #expect(message.contains("it is incomplete, copy or download it again"))
        }
        let header = whole.prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
        let data = whole.count - 8 - header
        #expect(
            try message(Array(whole.dropLast()))
                == "the file ends after \(data - 1) of \(data) bytes of numbers; "
                + "it is incomplete, copy or download it again"
        )
    }

    @Test("A file that is not there, or a folder")
    func missing() throws {
        try withTemporaryFolder { folder in
            for (path, text) in [
                ("/none", "there is no such file; check the name and the folder"),
                ("", "this is a folder; name a file"),
            ] {
                let error = #expect(throws: ModelFileError.self) {
                    _ = try Model(contentsOf: folder + path)
                }
                #expect(error?.description == "\(folder)\(path): \(text)")
            }
        }
    }
}
