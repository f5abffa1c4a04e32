public import NeuralNetworks

extension Network {
    /// The most bytes of a description; a network of a thousand layers has some 50,000.
    private static let largestFile = 1 << 20

    /// A network described in a JSON or YAML file, told apart by the end of its name.
    ///
    /// ```yaml
    /// layers:
    ///   - Flatten
    ///   - layer: Dense
    ///     units: 16
    ///     activation: relu
    ///   - Dense: 10
    /// ```
    ///
    /// What may be written is said at ``Network/init(json:file:layers:)``.
    ///
    /// - Parameters:
    ///   - path: The file, which ends in `.json`, `.yaml` or `.yml`, of at most 1 MiB.
    ///   - layers: Kinds of layer that are not of this library.
    /// - Throws: ``NetworkFileError`` where the file cannot be read, or describes no network.
    public init(
        contentsOfFile path: String,
        layers: [any Layer.Type] = []
    ) throws(NetworkFileError) {
        let name = path.lowercased()
        let isYAML = name.hasSuffix(".yaml") || name.hasSuffix(".yml")
        guard isYAML || name.hasSuffix(".json") else { throw .unknownFormat(file: path) }
        var bytes: [UInt8]
        do throws(FileError) {
            bytes = try WholeFile.read(path, limit: Network.largestFile)
        } catch {
            throw .file(error)
        }
        if isYAML { bytes = try YAMLDescription(bytes, file: path).json() }
        try self.init(json: bytes, file: path, layers: layers)
    }
}
