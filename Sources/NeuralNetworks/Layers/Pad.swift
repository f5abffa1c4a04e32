public import Computation

/// Zeros around pictures: rows above and below, columns left and right.
///
/// `Pad(1)` makes `[batch, 30, 30, channels]` of `[batch, 28, 28, channels]`. Sequences
/// `[batch, length, channels]` are pictures of height 1: put `Reshape([1, length, channels])` before it.
public struct Pad: Layer {
    /// The name in files.
    public static let name = "Pad"
    private let margins: Margins
    /// How many rows are added above.
    public var top: Int { margins.top }
    /// How many rows are added below.
    public var bottom: Int { margins.bottom }
    /// How many columns are added at the left.
    public var left: Int { margins.left }
    /// How many columns are added at the right.
    public var right: Int { margins.right }

    /// A layer that adds as many rows and columns of zeros at every edge.
    public init(_ count: Int) {
        self.init(top: count, bottom: count, left: count, right: count)
    }

    /// A layer that adds rows and columns of zeros.
    public init(top: Int = 0, bottom: Int = 0, left: Int = 0, right: Int = 0) {
        margins = Margins(top: top, bottom: bottom, left: left, right: right)
    }

    /// Writes the padding.
    public func callAsFunction(_ input: Symbol, in scope: Scope) -> Symbol {
        guard let (height, width) = margins.edges(of: input, in: scope) else { return input }
        return input.padded(1, by: height).padded(2, by: width)
    }

    /// Reads a layer that pads.
    public init(from decoder: any Decoder) throws {
        margins = try Margins(from: decoder, of: Self.self)
    }

    /// Writes how many rows and columns are added at each edge.
    public func encode(to encoder: any Encoder) throws { try margins.encode(to: encoder) }

    /// As it is declared: `Pad(1)` or `Pad(top: 1, left: 1)`.
    public var description: String { "Pad(\(margins.description))" }
}

extension Symbol {
    fileprivate func padded(_ dimension: Int, by edge: (before: Int, after: Int)) -> Symbol {
        guard edge.before + edge.after > 0 else { return self }
        return padded(dimension, before: edge.before, after: edge.after)
    }
}
