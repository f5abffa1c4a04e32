import Computation

/// How many rows and columns at each edge of a picture: what is added to it or taken away.
struct Margins: Hashable, Sendable, Encodable {
    var top: Int
    var bottom: Int
    var left: Int
    var right: Int

    /// The edges of a picture's height and width, or nil where that is said to be impossible.
    func edges(
        of input: Symbol,
        in scope: Scope
    ) -> (height: (before: Int, after: Int), width: (before: Int, after: Int))? {
        guard input.shape.rank == 4 else {
            scope.fail(
                "takes pictures [batch, height, width, channels], not \(input.shape)",
                remedy: "put Reshape([height, width, channels]) before it"
            )
            return nil
        }
        guard [top, bottom, left, right].allSatisfy({ (0...1 << 20).contains($0) }) else {
            scope.fail("the rows and columns at an edge are 0 to 1,048,576, not \(description)")
            return nil
        }
        return ((top, bottom), (left, right))
    }

    /// As it is declared, without what is zero.
    var description: String {
        if top == bottom, left == right, top == left { return "\(top)" }
        return [("top", top), ("bottom", bottom), ("left", left), ("right", right)]
            .filter { $0.1 != 0 }.map { "\($0): \($1)" }.joined(separator: ", ")
    }
}

extension Margins {
    private enum Field: String, CodingKey, CaseIterable { case all, top, bottom, left, right }

    /// Reads the fields of a layer: one number for every edge, and others for single ones.
    init(from decoder: any Decoder, of layer: any Layer.Type) throws {
        let fields = try LayerFields<Field>(decoder, of: layer)
        let all = try fields[.all] ?? 0
        self.init(
            top: try fields[.top] ?? all,
            bottom: try fields[.bottom] ?? all,
            left: try fields[.left] ?? all,
            right: try fields[.right] ?? all
        )
    }
}
