public import Computation
import Synchronization

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Why a model file cannot be used.
public enum ModelFileError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The file cannot be read or written.
    case file(FileError)
    /// It is not a well-formed safetensors file.
    case safetensors(SafeTensorsError)
    /// It holds tensors, but not what makes a model of them.
    case notAModel(file: String, missing: String)
    /// It was written by a later version of this library.
    case laterVersion(file: String, version: String)
    /// The network in it cannot be understood.
    case network(file: String, problem: String)
    /// A tensor of weights is missing.
    case missingTensor(file: String, name: String, found: [String])
    /// A weight is not a finite number.
    case notFinite(file: String, name: String, index: Int)
    /// A tensor of weights has another shape than its layer.
    case wrongShape(file: String, name: String, expected: Shape, found: Shape)

    /// One line: which file, what was wrong, what was expected.
    public var description: String {
        switch self {
        case .file(let error): error.description
        case .safetensors(let error): error.description
        case .notAModel(let file, let missing):
            "\(file): a safetensors file, but without \"\(missing)\" in its metadata; "
                + "it was not written by this library"
        case .laterVersion(let file, let version):
            "\(file): written in format version \(version), and this program reads version "
                + "\(ModelFile.version); update it"
        case .network(let file, let problem): "\(file): \(problem)"
        case .missingTensor(let file, let name, let found):
            "\(file): the tensor \(name) is missing; there are "
                + (found.isEmpty ? "none" : found.sorted().joined(separator: ", "))
        case .notFinite(let file, let name, let index):
            "\(file): the tensor \(name) has a value at place \(index) that is no finite number; "
                + "its training went wrong, train it again"
        case .wrongShape(let file, let name, let expected, let found):
            "\(file): the tensor \(name) is \(found), and its layer takes \(expected)"
        }
    }
}

/// The format of model files: one safetensors file, tensors by their paths, and JSON in its
/// metadata.
enum ModelFile {
    static let version = "1"

    /// What the metadata holds.
    enum Key: String {
        case version = "format_version"
        case network, input, information
    }

    static func encode(_ value: some Encodable) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // What models hold can always be written.
        return (try? encoder.encode(value)).map { String(decoding: $0, as: UTF8.self) } ?? "null"
    }

    static func decode<Value: Decodable>(
        _ type: Value.Type,
        _ key: Key,
        in safetensors: SafeTensors,
        file: String,
        layers: [any Layer.Type] = []
    ) throws(ModelFileError) -> Value {
        guard let text = safetensors.metadata[key.rawValue] else {
            throw .notAModel(file: file, missing: key.rawValue)
        }
        do {
            return try JSONDecoder(knowing: layers).decode(type, from: Data(text.utf8))
        } catch let error as DecodingError {
            throw .network(file: file, problem: "its \(key.rawValue): \(error.problem)")
        } catch {
            throw .network(file: file, problem: "its \(key.rawValue) is not JSON")
        }
    }
}

extension Model {
    /// Writes the model as one safetensors file, under another name until it is whole.
    ///
    /// Tensors have PyTorch's layout and the names of ``parameterNames``; the network, the input
    /// shape and ``information`` are JSON in the metadata. Nothing in the file is ever executed.
    ///
    /// - Throws: ``ModelFileError`` where the file cannot be written; an existing file is then as
    ///   it was.
    public func save(to path: String) throws(ModelFileError) {
        let bytes = try encoded(as: path)
        do throws(FileError) {
            try WholeFile.write(bytes, to: path)
        } catch {
            throw .file(error)
        }
    }

    /// The bytes of the file that ``save(to:)`` writes.
    ///
    /// - Parameter file: What the file is called in words of an error.
    /// - Returns: The bytes.
    /// - Throws: ``ModelFileError`` where a weight is no finite number.
    public func encoded(as file: String = "model.safetensors") throws(ModelFileError) -> [UInt8] {
        let weights = weights
        if let (name, index) = weights.firstNotFinite {
            throw .notFinite(file: file, name: name, index: index)
        }
        let safetensors = SafeTensors(
            weights.tensors,
            metadata: [
                ModelFile.Key.version.rawValue: ModelFile.version,
                ModelFile.Key.network.rawValue: ModelFile.encode(network),
                ModelFile.Key.input.rawValue: ModelFile.encode(inputShape.sizes),
                ModelFile.Key.information.rawValue: ModelFile.encode(information),
            ]
        )
        do throws(SafeTensorsError) {
            return try safetensors.encoded()
        } catch {
            throw .safetensors(error)
        }
    }

    /// Reads a model that ``save(to:)`` wrote.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - layers: Kinds of layer that are not of this library.
    ///   - processor: What part of the processor predictions may use.
    /// - Throws: ``ModelFileError`` where the file is not a whole and consistent model.
    public convenience init(
        contentsOf path: String,
        layers: [any Layer.Type] = [],
        processor: Processor = Processor()
    ) throws(ModelFileError) {
        let safetensors = try SafeTensors(contentsOf: path)
        guard let version = safetensors.metadata[ModelFile.Key.version.rawValue] else {
            throw .notAModel(file: path, missing: ModelFile.Key.version.rawValue)
        }
        guard version == ModelFile.version else {
            throw .laterVersion(file: path, version: version)
        }
        let network = try ModelFile.decode(
            Network.self,
            .network,
            in: safetensors,
            file: path,
            layers: layers
        )
        let sizes = try ModelFile.decode([Int].self, .input, in: safetensors, file: path)
        let information = try ModelFile.decode(
            ModelInformation.self,
            .information,
            in: safetensors,
            file: path
        )
        guard sizes.allSatisfy({ (1...1 << 30).contains($0) }),
            sizes.reduce(1.0, { $0 * Double($1) }) < 0x1p40
        else {
            throw .network(file: path, problem: "the input shape \(sizes) makes no sense")
        }
        // Memory for weights is asked for only once the file is known to hold them.
        let layout: ParameterLayout
        do throws(ShapeError) {
            let built = try BuiltNetwork(
                network,
                input: TensorType(.float32, Shape([1] + sizes)),
                mode: .predicting
            )
            layout = ParameterLayout(built.builder.graph.parameters)
        } catch {
            throw .network(file: path, problem: error.description)
        }
        let weights = try Weights(layout, from: safetensors, file: path, renaming: [:])
        do throws(ShapeError) {
            try self.init(
                network,
                input: Shape(sizes),
                information: information,
                processor: processor
            ) { _ in weights }
        } catch {
            throw .network(file: path, problem: error.description)
        }
    }

    /// Takes over weights from a safetensors file, such as one that PyTorch wrote.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - renaming: For tensors of this model, the names that they have in the file, where they
    ///     differ: `["layers.1.weight": "0.weight"]`.
    /// - Throws: ``ModelFileError`` where a tensor is missing or has another shape; the weights are
    ///   then as they were.
    public func loadWeights(
        from path: String,
        renaming: [String: String] = [:]
    ) throws(ModelFileError) {
        let weights = try Weights(
            layout,
            from: SafeTensors(contentsOf: path),
            file: path,
            renaming: renaming
        )
        state.withLock { $0.weights = weights }
    }
}

extension Weights {
    /// The weights that a file holds, if it holds all of them.
    fileprivate convenience init(
        _ layout: ParameterLayout,
        from safetensors: SafeTensors,
        file: String,
        renaming: [String: String]
    ) throws(ModelFileError) {
        var tensors: [Tensor] = []
        for parameter in layout.segments.map(\.parameter) {
            let name = renaming[parameter.name] ?? parameter.name
            guard let tensor = safetensors[name] else {
                throw .missingTensor(
                    file: file,
                    name: name,
                    found: Array(safetensors.tensors.keys)
                )
            }
            guard tensor.shape == parameter.shape else {
                throw .wrongShape(
                    file: file,
                    name: name,
                    expected: parameter.shape,
                    found: tensor.shape
                )
            }
            tensors.append(tensor)
        }
        self.init(layout: layout)
        for (segment, tensor) in zip(layout.segments, tensors) { self[segment] = tensor.floats }
        if let (name, index) = firstNotFinite {
            throw .notFinite(file: file, name: name, index: index)
        }
    }
}

extension SafeTensors {
    fileprivate init(contentsOf path: String) throws(ModelFileError) {
        let bytes: [UInt8]
        do throws(FileError) { bytes = try WholeFile.read(path) } catch { throw .file(error) }
        do throws(SafeTensorsError) {
            try self.init(decoding: bytes, file: path)
        } catch {
            throw .safetensors(error)
        }
    }
}
