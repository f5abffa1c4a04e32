public import Computation

/// The same numbers of each example in the same order under another shape.
///
/// `Reshape([28, 28, 1])` makes a picture of one channel of `[batch, 784]`.
public struct Reshape: Layer {
    /// The name in files.
    public static let name = "Reshape"
    /// The sizes along each dimension without the batch; one may be −1, which stands for the rest.
    public let sizes: [Int]

    /// A layer that gives each example another shape.
    ///
    /// - Parameter sizes: The sizes without the batch; one may be −1, which stands for the rest.
    public init(_ sizes: [Int]) { self.sizes = sizes }

    /// Writes the reshaping.
    public func callAsFunction(_ input: Symbol, in scope: Scope) -> Symbol {
        let count = input.shape.sizes.dropFirst().reduce(1, *)
        let known = sizes.filter { $0 != -1 }
        guard known.allSatisfy({ (1...max(count, 1)).contains($0) }),
            known.count >= sizes.count - 1,
            let product = known.product,
            product == count
                || (known.count < sizes.count
                    && product > 0 && count % product == 0)
        else {
            scope.fail(
                "an example \(Shape(Array(input.shape.sizes.dropFirst()))) has \(count) numbers and "
                    + "cannot become \(sizes)",
                remedy:
                    "give sizes whose product is \(count); one may be -1, which stands for the rest"
            )
            return input
        }
        let shape = sizes.map { $0 == -1 ? count / product : $0 }
        return input.reshaped(to: Shape([input.shape[0]] + shape))
    }

    private enum CodingKeys: String, CodingKey, CaseIterable { case sizes }

    /// Reads a layer that reshapes.
    public init(from decoder: any Decoder) throws {
        sizes = try LayerFields<CodingKeys>(decoder, of: Self.self).required(.sizes)
    }

    /// As it is declared: `Reshape([28, 28, 1])`.
    public var description: String { "Reshape(\(sizes))" }
}

extension [Int] {
    /// All multiplied, if that can be counted.
    fileprivate var product: Int? {
        reduce(1) { product, size in
            product.flatMap {
                let (result, overflow) = $0.multipliedReportingOverflow(by: size)
                return overflow ? nil : result
            }
        }
    }
}
