public import Computation

/// Pictures without their edges: rows above and below, columns left and right are cut off.
///
/// `Crop(2)` makes `[batch, 24, 24, channels]` of `[batch, 28, 28, channels]`. Sequences
/// `[batch, length, channels]` are pictures of height 1: put `Reshape([1, length, channels])` before it.
public struct Crop: Layer {
    /// The name in files.
    public static let name = "Crop"
    private let margins: Margins
    /// How many rows are cut off above.
    public var top: Int { margins.top }
    /// How many rows are cut off below.
    public var bottom: Int { margins.bottom }
    /// How many columns are cut off at the left.
    public var left: Int { margins.left }
    /// How many columns are cut off at the right.
    public var right: Int { margins.right }

    /// A layer that cuts as many rows and columns off every edge.
    public init(_ count: Int) {
        self.init(top: count, bottom: count, left: count, right: count)
    }

    /// A layer that cuts rows and columns off.
    public init(top: Int = 0, bottom: Int = 0, left: Int = 0, right: Int = 0) {
        margins = Margins(top: top, bottom: bottom, left: left, right: right)
    }

    /// Writes the cutting.
    public func callAsFunction(_ input: Symbol, in scope: Scope) -> Symbol {
        guard let (height, width) = margins.edges(of: input, in: scope) else { return input }
        let (rows, columns) = (input.shape[1], input.shape[2])
        guard height.before + height.after < rows, width.before + width.after < columns else {
            scope.fail(
                "nothing is left of \(rows) rows and \(columns) columns",
                remedy: "cut off fewer"
            )
            return input
        }
        var output = input
        if height.before + height.after > 0 {
            output = output.slice(1, height.before..<rows - height.after)
        }
        if width.before + width.after > 0 {
            output = output.slice(2, width.before..<columns - width.after)
        }
        return output
    }

    /// Reads a layer that crops.
    public init(from decoder: any Decoder) throws {
        margins = try Margins(from: decoder, of: Self.self)
    }

    /// Writes how many rows and columns are cut off each edge.
    public func encode(to encoder: any Encoder) throws { try margins.encode(to: encoder) }

    /// As it is declared: `Crop(2)` or `Crop(top: 1, left: 1)`.
    public var description: String { "Crop(\(margins.description))" }
}
