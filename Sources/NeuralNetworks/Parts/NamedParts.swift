public import Computation

/// The named parts of which each row of a tensor consists: a picture and the numbers beside it, a label and a
/// measurement.
///
/// Parts lie one after another in the order of their names, as numbers of single precision, so that what
/// moves, shuffles, stores and feeds rows need not know of them.
public struct NamedParts: Hashable, Sendable, CustomStringConvertible {
    /// One part of a row.
    public struct Part: Hashable, Sendable {
        /// What it is called.
        public let name: String
        /// Its shape for one example.
        public let shape: Shape
        /// Whether its numbers were labels or other whole numbers.
        public let isWhole: Bool
        /// Where it lies in a row.
        public let range: Range<Int>
    }

    /// The parts in the order of their names.
    public let parts: [Part]
    /// How many numbers a row has.
    public let count: Int

    init(_ shapes: [String: Shape], whole: Set<String> = []) {
        var start = 0
        parts = shapes.sorted { $0.key < $1.key }.map { name, shape in
            defer { start += shape.count }
            return Part(
                name: name,
                shape: shape,
                isWhole: whole.contains(name),
                range: start..<start + shape.count
            )
        }
        count = start
    }

    /// A part by its name.
    public subscript(name: String) -> Part? { parts.first { $0.name == name } }

    /// The names with their shapes: `picture [28, 28], row [5]`.
    public var description: String {
        parts.isEmpty
            ? "none" : parts.map { "\($0.name) \($0.shape)" }.joined(separator: ", ")
    }

    /// One part of every row of a value `[batch, count]`, with the part's own shape.
    func part(_ part: Part, of rows: Symbol) -> Symbol {
        rows.slice(1, part.range).reshaped(to: Shape([rows.shape[0]] + part.shape.sizes))
    }

    /// Each part of rows `[batch, count]`, with the parts' own shapes.
    func split(_ rows: Tensor) -> [String: Tensor] {
        let (numbers, batch) = (rows.floats, rows.shape[0])
        return Dictionary(
            uniqueKeysWithValues: parts.map { part in
                var values: [Float] = []
                values.reserveCapacity(batch * part.range.count)
                for row in 0..<batch {
                    let start = row * count + part.range.lowerBound
                    values += numbers[start..<start + part.range.count]
                }
                let shape = Shape([batch] + part.shape.sizes)
                let tensor =
                    part.isWhole
                    ? Tensor(values.map { Int32($0) }, shape: shape) : Tensor(values, shape: shape)
                return (part.name, tensor)
            }
        )
    }

    /// Rows `[batch, count]` of tensors whose shapes are known to fit; bytes are pixels, 0…255 become 0…1.
    func joined(_ tensors: [String: Tensor], batch: Int) -> Tensor {
        let values = parts.map { part in tensors[part.name]?.partNumbers ?? [] }
        var rows: [Float] = []
        rows.reserveCapacity(batch * count)
        for row in 0..<batch {
            for (part, numbers) in zip(parts, values) {
                let width = part.range.count
                rows += numbers[row * width..<(row + 1) * width]
            }
        }
        return Tensor(rows, shape: [batch, count])
    }

    /// What does not fit where these are wanted and others are found; nil where nothing is.
    ///
    /// - Parameters:
    ///   - found: The shapes that there are, by name.
    ///   - word: What the parts are: "input".
    /// - Returns: One line, or nil.
    func misfit(_ found: [String: Shape], _ word: String) -> String? {
        for part in parts {
            guard let shape = found[part.name] else {
                return "the \(word) \(quoted(part.name)) is missing; the network has \(self)"
            }
            guard shape == part.shape else {
                return "the \(word) \(quoted(part.name)) is \(shape) for each example; the network "
                    + "has \(self)"
            }
        }
        if let name = found.keys.filter({ self[$0] == nil }).min() {
            return "there is no \(word) \(quoted(name)); the network has \(self)"
        }
        return nil
    }

    /// The shapes by name.
    var shapes: [String: Shape] {
        Dictionary(uniqueKeysWithValues: parts.map { ($0.name, $0.shape) })
    }
}

extension Tensor {
    /// The numbers as rows of parts hold them: bytes are pixels and become 0…1, with the same bits as in
    /// a network.
    fileprivate var partNumbers: [Float] {
        if case .uint8(let bytes) = storage { return bytes.map { Float($0) * (1 / 255) } }
        return floats
    }
}
