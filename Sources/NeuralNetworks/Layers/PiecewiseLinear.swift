public import Computation

/// Each number as how far it has come through each bin of its column.
///
/// That is 1 in the bins that lie below it, 0 in those above, and in its own bin the share of the way. What
/// follows can then bend at every edge.
///
/// In the first bin the share may be below 0, in the last above 1, so that no number is lost. The edges are
/// part of the network, not learned; ``init(fitting:bins:)`` puts equally many numbers between any two.
///
/// Shapes: input `[batch, columns]`, output `[batch, columns, bins]`, where columns of fewer bins than others
/// have zeros at the end.
///
/// Source: Gorishniy, Rubachev, Babenko, "On Embeddings for Numerical Features in Tabular Deep Learning", 2022,
/// equation 1.
public struct PiecewiseLinear: Layer {
    /// The name in files.
    public static let name = "PiecewiseLinear"
    /// The edges of each column's bins, in rising order.
    public let edges: [[Float]]

    /// A layer of bins.
    ///
    /// - Parameter edges: For each column 2 numbers or more, in rising order.
    public init(_ edges: [[Float]]) { self.edges = edges }

    /// Bins between which the numbers of each column are spread evenly.
    ///
    /// - Parameters:
    ///   - columns: The numbers of each column, of which those that are not finite are left out.
    ///   - bins: How many bins a column has at most; equal numbers make it fewer.
    public init(fitting columns: [[Float]], bins: Int) {
        edges = columns.map { column in
            let sorted = column.filter(\.isFinite).sorted()
            guard let first = sorted.first, let last = sorted.last, first < last, bins > 0 else {
                // Nothing to tell apart: a single bin around what there is.
                let only = sorted.first ?? 0
                return [only, only + max(abs(only), 1)]
            }
            var edges = [first]
            for bin in 1...bins {
                let edge = sorted[(sorted.count - 1) * bin / bins]
                if let last = edges.last, edge > last { edges.append(edge) }
            }
            return edges
        }
    }

    /// How many bins the column of the most has.
    public var bins: Int { max((edges.map(\.count).max() ?? 0) - 1, 0) }

    /// Writes (x − edge)/width of each bin, held between 0 and 1.
    public func callAsFunction(_ input: Symbol, in scope: Scope) -> Symbol {
        guard input.shape.rank == 2, input.shape[1] == edges.count else {
            scope.fail(
                "has bins for \(edges.count) columns, but gets \(input.shape)",
                remedy: "give the edges of each column, of an input [columns]"
            )
            return input
        }
        for (column, edges) in edges.enumerated() {
            let rise = zip(edges, edges.dropFirst()).allSatisfy(<)
            guard edges.count > 1, rise, edges.allSatisfy(\.isFinite),
                edges[edges.count - 1] - edges[0] < .infinity
            else {
                scope.fail("the edges of column \(column) must be 2 numbers or more, each larger")
                return input
            }
        }
        let (columns, bins) = (edges.count, bins)
        func constant(_ value: (_ edges: [Float], _ bin: Int) -> Float) -> Symbol {
            let values = edges.flatMap { edges in (0..<bins).map { value(edges, $0) } }
            return input.builder.constant(values, shape: [columns, bins])
        }
        let most = Float.greatestFiniteMagnitude
        // Bins that a column does not have are held at 0.
        let starts = constant { $1 + 1 < $0.count ? $0[$1] : 0 }
        let widths = constant { $1 + 1 < $0.count ? $0[$1 + 1] - $0[$1] : 1 }
        let floors = constant { $1 == 0 ? -most : 0 }
        let ceilings = constant { $1 + 1 < $0.count ? ($1 + 2 == $0.count ? most : 1) : 0 }
        let numbers = input.reshaped(to: [input.shape[0], columns, 1])
            .broadcast(to: [input.shape[0], columns, bins])
        return ((numbers - starts) / widths).maximum(floors).minimum(ceilings)
    }

    private enum CodingKeys: String, CodingKey, CaseIterable { case edges }

    /// Reads a layer of bins.
    public init(from decoder: any Decoder) throws {
        edges = try LayerFields<CodingKeys>(decoder, of: Self.self).required(.edges)
    }

    /// As it is declared, short: `PiecewiseLinear(4 columns, 16 bins)`.
    public var description: String { "PiecewiseLinear(\(edges.count) columns, \(bins) bins)" }
}
