/// The sizes of a tensor along each of its dimensions, outermost first.
///
/// A batch of 32 grey pictures has the shape `[32, 28, 28]`; a single number has the shape `[]`.
public struct Shape: Hashable, Sendable, ExpressibleByArrayLiteral, CustomStringConvertible {
    /// The size along each dimension; none is negative.
    public let sizes: [Int]

    /// A shape with the given sizes.
    public init(_ sizes: [Int]) {
        precondition(sizes.allSatisfy { $0 >= 0 }, "a size cannot be negative: \(sizes)")
        self.sizes = sizes
    }

    /// A shape written as a list of its sizes.
    public init(arrayLiteral sizes: Int...) {
        self.init(sizes)
    }

    /// The number of dimensions.
    public var rank: Int { sizes.count }

    /// The number of elements, 1 for the empty shape.
    public var count: Int { sizes.reduce(1, *) }

    /// More dimensions than this the kernels that move numbers do not follow.
    static let largestRank = 6

    /// Whether the elements can be counted at all, and would fit into a large machine's memory.
    package var isReasonable: Bool {
        rank <= Shape.largestRank && sizes.reduce(1.0) { $0 * Double(max($1, 1)) } < 0x1p40
    }

    /// How far apart, in elements, neighbours along each dimension lie in row-major order.
    public var strides: [Int] {
        var strides = [Int](repeating: 1, count: rank)
        for dimension in sizes.indices.dropLast().reversed() {
            strides[dimension] = strides[dimension + 1] * sizes[dimension + 1]
        }
        return strides
    }

    /// The size along one dimension; negative dimensions count from the last, which is −1.
    public subscript(dimension: Int) -> Int {
        sizes[dimension < 0 ? rank + dimension : dimension]
    }

    /// As it is written in source: `[32, 28, 28]`.
    public var description: String {
        "[" + sizes.map(String.init).joined(separator: ", ") + "]"
    }
}
