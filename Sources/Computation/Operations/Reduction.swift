/// One number from all along some neighbouring dimensions, which disappear: a sum times a factor
/// (with 1/count, the mean), or the largest.
package struct Reduction: Operation {
    package enum Kind: Hashable, Sendable {
        case sum(factor: Float)
        case maximum
    }

    package let kind: Kind
    package let dimensions: Range<Int>

    package var description: String {
        if case .maximum = kind { "maximum over dimensions" } else { "sum over dimensions" }
    }

    private func parts(_ shape: Shape) -> (outer: [Int], reduced: [Int], inner: [Int]) {
        (
            Array(shape.sizes[..<dimensions.lowerBound]), Array(shape.sizes[dimensions]),
            Array(shape.sizes[dimensions.upperBound...])
        )
    }

    package func resultType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
        let shape = try inputs[0].requireFloats(for: description).shape
        guard dimensions.lowerBound >= 0, dimensions.upperBound <= shape.rank else {
            throw ShapeError("\(description) \(dimensions): \(shape) has \(shape.rank) dimensions")
        }
        let (outer, reduced, inner) = parts(shape)
        if kind == .maximum, reduced.contains(0) {
            throw ShapeError("there is no largest among no elements, in \(shape)")
        }
        return TensorType(.float32, Shape(outer + inner))
    }

    package func evaluate(_ inputs: [ReferenceArray]) -> ReferenceArray {
        let (outer, reduced, inner) = parts(inputs[0].shape)
        return ReferenceArray(shape: Shape(outer + inner)) { index in
            var values: [Double] = []
            forEachIndex(of: Shape(reduced)) { place in
                values.append(
                    inputs[0][index[..<outer.count] + place + index[outer.count...]]
                )
            }
            return switch kind {
            case .sum(let factor): values.reduce(0, +) * Double(factor)
            case .maximum: values.contains(where: \.isNaN) ? .nan : values.max() ?? .nan
            }
        }
    }

    package var gradientUses: GradientUses { kind == .maximum ? [.inputs, .output] : [] }

    package func gradient(_ context: GradientContext) -> [Symbol?]? {
        let shape = context.inputs[0].shape
        let (outer, reduced, inner) = parts(shape)
        let kept = Shape(outer + reduced.map { _ in 1 } + inner)
        let upstream = context.upstream.reshaped(to: kept)
        switch kind {
        case .sum(let factor):
            return [(factor == 1 ? upstream : upstream * factor).broadcast(to: shape)]
        case .maximum:
            // Places that share the maximum share the gradient.
            let isLargest = context.inputs[0].equal(to: context.output.reshaped(to: kept))
            let ties = isLargest.sum(over: dimensions).reshaped(to: kept)
            return [isLargest * (upstream / ties)]
        }
    }

    package func lower(_ lowering: inout Lowering) {
        let (outer, reduced, inner) = parts(lowering.inputTypes[0].shape)
        let sizes = [outer, reduced, inner].map { $0.reduce(1, *) }
        let buffers = [lowering.output, lowering.inputs[0]]
        let work = sizes.reduce(1, *)
        switch kind {
        case .sum(let factor):
            lowering.emit(.reduceSum, buffers, sizes: sizes, scalars: [factor], work: work)
        case .maximum:
            lowering.emit(.reduceMax, buffers, sizes: sizes, work: work)
        }
    }
}

extension Symbol {
    private func reduced(_ kind: Reduction.Kind, _ dimensions: Range<Int>?) -> Symbol {
        builder.apply(
            Reduction(kind: kind, dimensions: dimensions ?? 0..<shape.rank),
            to: [self]
        )
    }

    /// The sum over neighbouring dimensions, which disappear; over all when none are named.
    public func sum(over dimensions: Range<Int>? = nil) -> Symbol {
        reduced(.sum(factor: 1), dimensions)
    }

    /// The mean over neighbouring dimensions, which disappear; over all when none are named.
    public func mean(over dimensions: Range<Int>? = nil) -> Symbol {
        let count = (dimensions ?? 0..<shape.rank).reduce(1) { count, dimension in
            shape.sizes.indices.contains(dimension) ? count * shape.sizes[dimension] : count
        }
        return reduced(.sum(factor: 1 / Float(count)), dimensions)
    }

    /// The largest over neighbouring dimensions, which disappear; over all when none are named.
    public func largest(over dimensions: Range<Int>? = nil) -> Symbol {
        reduced(.maximum, dimensions)
    }

    /// The sum over every dimension that broadcasting repeated: what leads from `shape` back to a
    /// smaller shape.
    ///
    /// The counterpart of ``broadcast(to:)``.
    func sum(to smaller: Shape) -> Symbol {
        guard shape != smaller else { return self }
        var result = self
        let extra = shape.rank - smaller.rank
        for dimension in shape.sizes.indices.reversed() {
            let isRepeated =
                dimension < extra
                || (smaller.sizes[dimension - extra] == 1 && shape[dimension] != 1)
            // Neighbouring dimensions are summed at once where they lead the shape.
            if dimension == extra - 1 {
                result = result.sum(over: 0..<extra)
                break
            }
            if isRepeated { result = result.sum(over: dimension..<dimension + 1) }
        }
        return result.reshaped(to: smaller)
    }
}
