#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Why a file that describes a network cannot be used.
public enum NetworkFileError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The file cannot be read.
    case file(FileError)
    /// The name ends like that of no format in which networks are described.
    case unknownFormat(file: String)
    /// It is not well-formed JSON or YAML.
    case syntax(file: String, problem: String)
    /// What it says is no network.
    case network(file: String, problem: String)

    /// One line: which file, where in it, what was wrong, what was expected.
    public var description: String {
        switch self {
        case .file(let error): error.description
        case .unknownFormat(let file):
            "\(file): a network is described in a file that ends in .json, .yaml or .yml; rename it"
        case .syntax(let file, let problem), .network(let file, let problem): "\(file): \(problem)"
        }
    }
}

extension Network {
    /// A network described in JSON.
    ///
    /// ```json
    /// {"layers": ["Flatten", {"layer": "Dense", "units": 16, "activation": "relu"}, {"Dense": 10}]}
    /// ```
    ///
    /// A layer has the fields of its declaration, and its defaults for what is left out. Its first field
    /// may stand alone, as in `{"Dense": 10}`; a layer without fields may be its name. A list of layers
    /// is a network.
    ///
    /// - Parameters:
    ///   - json: The bytes, UTF-8.
    ///   - file: What errors call it.
    ///   - layers: Kinds of layer that are not of this library.
    /// - Throws: ``NetworkFileError`` where it is not JSON, or says what no layer knows.
    public init(
        json: [UInt8],
        file: String,
        layers: [any Layer.Type] = []
    ) throws(NetworkFileError) {
        let decoder = JSONDecoder(knowing: layers)
        let data = Data(json)
        guard (try? decoder.decode(AnyJSON.self, from: data)) != nil else {
            throw .syntax(
                file: file,
                problem: "this is not JSON; check its commas, quotes and brackets"
            )
        }
        do {
            self = try decoder.decode(Network.self, from: data)
        } catch let error as DecodingError {
            throw .network(file: file, problem: error.problem)
        } catch {
            throw .network(file: file, problem: "\(error)")
        }
    }
}

/// Whatever is JSON.
private struct AnyJSON: Decodable {
    init(from decoder: any Decoder) {}
}

extension JSONDecoder {
    /// A decoder that knows kinds of layer besides those of this library.
    convenience init(knowing layers: [any Layer.Type]) {
        self.init()
        if let key = CodingUserInfoKey.layerTypes { userInfo[key] = layers }
    }
}
