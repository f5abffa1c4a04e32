public import NeuralNetworks

/// The networks that read encoded rows: several beside each other, which learn apart, and whose mean answers.
///
/// Source: Lakshminarayanan, Pritzel, Blundell, "Simple and Scalable Predictive Uncertainty Estimation using
/// Deep Ensembles", 2017.
enum TableNetwork {
    /// The whole network, with outputs `[members, outputs]`.
    ///
    /// - Parameters:
    ///   - rows: The training rows, after which the bins are made.
    ///   - shape: Widths, bins, dropout, how many members.
    ///   - outputs: How many numbers each member gives.
    /// - Returns: The network.
    /// - Throws: ``NetworkOutputError`` where layers of one's own give other numbers.
    static func network(
        _ rows: EncodedRows,
        _ shape: TableShape,
        outputs: Int
    ) throws -> Network {
        let inputs = Inputs(rows.parts.mapValues { Shape(Array($0.shape.sizes.dropFirst())) })
        let thinking = shape.network?.layers ?? thinking(shape, outputs: outputs)
        let bins = PiecewiseLinear(
            fitting: shape.bins > 0 ? rows.columnsOfNumbers : [],
            bins: shape.bins
        )
        let member = Network([reading(rows.widths, bins)] + thinking)
        if shape.network != nil {
            try Model(Network([inputs, member])).checkOutputs(
                outputs,
                outputs == 1 ? "the number that is predicted" : "one for each class"
            )
        }
        return Network {
            inputs
            Parallel(.concatenate, (0..<shape.members).map { _ in member })
            Reshape([shape.members, outputs])
        }
    }

    /// The first layers: numbers as they are and through bins, categories through embeddings, flags as they are, all beside
    /// each other.
    private static func reading(_ widths: EncodedWidths, _ bins: PiecewiseLinear) -> any Layer {
        var branches: [any Layer] = []
        if widths.numbers > 0 {
            branches.append(Input("numbers"))
            if !bins.edges.isEmpty {
                branches.append(
                    Network {
                        Input("numbers")
                        bins
                        Flatten()
                    }
                )
            }
        }
        if widths.flags > 0 { branches.append(Input("flags")) }
        if widths.codes > 0 {
            branches.append(
                Network {
                    Input("categories")
                    Embedding(widths.entries, width: 8, initializer: .normal(deviation: 0.35))
                    Flatten()
                }
            )
        }
        return branches.count == 1 ? branches[0] : Parallel(.concatenate, branches)
    }

    /// The layers behind: dense ones with dropout, and as many outputs as are asked for.
    private static func thinking(_ shape: TableShape, outputs: Int) -> [any Layer] {
        var layers: [any Layer] = []
        for units in shape.hidden {
            layers.append(Dense(units, activation: .relu))
            if shape.dropout > 0 { layers.append(Dropout(Float(shape.dropout))) }
        }
        return layers + [Dense(outputs)]
    }
}

/// What the network for a table is like.
public struct TableShape: Hashable, Sendable {
    /// The widths of the hidden layers.
    public var hidden: [Int]
    /// How many bins a number has at most; 0 leaves numbers as they are.
    public var bins: Int
    /// The share of activations that is dropped while it learns.
    public var dropout: Double
    /// How many networks learn beside each other, each without another part of the rows.
    public var members: Int
    /// The layers behind those that read the columns, in place of hidden ones and the output.
    public var network: Network?

    /// What suits so many rows.
    public init(rows: Int) {
        let isSmall = rows < 2_000
        hidden = isSmall ? [64, 64] : [256, 256]
        bins = isSmall ? 16 : 32
        dropout = isSmall ? 0.3 : 0.2
        members = rows < 100_000 ? 5 : 2
    }

    /// Refuses numbers that make no sense.
    ///
    /// - Throws: ``TableShapeError``.
    public func check() throws(TableShapeError) {
        guard (0...1024).contains(bins) else { throw .number("bins", "\(bins)", "0 to 1024") }
        guard (1...64).contains(members) else {
            throw .number("members", "\(members)", "1 to 64")
        }
        guard dropout >= 0, dropout < 1 else {
            throw .number("dropout", "\(dropout)", "at least 0 and less than 1")
        }
    }
}

/// A number of a network for tables that makes no sense.
public enum TableShapeError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The number's name, what it is, and what it must be.
    case number(String, String, String)

    /// One line: what was wrong, and what is expected.
    public var description: String {
        switch self {
        case .number(let name, let found, let expected):
            "--\(name) must be \(expected), not \(found)"
        }
    }
}
