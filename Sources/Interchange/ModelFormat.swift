public import NeuralNetworks

/// A form in which a trained model can be written, known by how the file's name ends.
public enum ModelFormat: Sendable {
    /// This library's own model file.
    case safetensors
    /// One plain function in a programming language.
    case sourceCode(any SourceLanguage)

    /// Every format.
    public static var all: [ModelFormat] {
        [.safetensors] + SourceLanguageCatalogue.languages.map(ModelFormat.sourceCode)
    }

    /// The format of a file of this name.
    ///
    /// - Throws: ``ModelFormatError`` where no format has this ending.
    public init(forFile path: String) throws(ModelFormatError) {
        let name = path.split(separator: "/").last ?? ""
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        let found = ModelFormat.all.first { format in
            parts.count > 1 && parts.last.map { $0.lowercased() } == format.fileEnding
        }
        guard let found else { throw ModelFormatError(path: path) }
        self = found
    }

    /// How names of such files end, without the point.
    public var fileEnding: String {
        switch self {
        case .safetensors: "safetensors"
        case .sourceCode(let language): type(of: language).fileEnding
        }
    }

    /// What people call it, such as `JavaScript`.
    public var name: String {
        switch self {
        case .safetensors: "safetensors"
        case .sourceCode(let language): type(of: language).name
        }
    }

    /// Writes a model; an existing file is replaced only by a whole one.
    ///
    /// - Parameters:
    ///   - model: The model.
    ///   - path: The file.
    /// - Throws: ``SourceCodeError`` where the model cannot be written in this format, `FileError`
    ///   or `ModelFileError` where the file cannot be written.
    public func write(_ model: Model, to path: String) throws {
        switch self {
        case .safetensors: try model.save(to: path)
        case .sourceCode(let language):
            let text = try SourceCode(of: model).text(in: language)
            try WholeFile.write(Array(text.utf8), to: path)
        }
    }
}

/// A file name whose ending is that of no format.
public struct ModelFormatError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The file as it was named.
    public let path: String

    /// An error about a file of this name.
    public init(path: String) {
        self.path = path
    }

    /// One line: the file, and the endings that are known.
    public var description: String {
        "\(path): the name must end in "
            + ModelFormat.all.map { "." + $0.fileEnding }.joined(separator: ", ")
            + ", which says in what form the model is written"
    }
}
