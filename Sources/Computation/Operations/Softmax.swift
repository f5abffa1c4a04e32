#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Along the last dimension, numbers that are positive and sum to 1: softmax(x)ᵢ = e^xᵢ / Σⱼ e^xⱼ;
/// or their logarithms.
package struct Softmax: Operation {
    /// Whether the result is the logarithm.
    package var isLogarithm = false

    package var description: String { isLogarithm ? "log-softmax" : "softmax" }

    package func resultType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
        let type = try inputs[0].requireFloats(for: description)
        guard type.shape.rank > 0, type.shape[-1] > 0 else {
            throw ShapeError("\(description) takes rows of at least one number, not \(type.shape)")
        }
        return type
    }

    package func evaluate(_ inputs: [ReferenceArray]) -> ReferenceArray {
        var result = inputs[0]
        let columns = result.shape[-1]
        for start in stride(from: 0, to: result.values.count, by: columns) {
            let row = result.values[start..<start + columns]
            // The largest is taken out first, so that no exponential overflows.
            let largest = row.max() ?? 0
            let sum = row.reduce(0) { $0 + exp($1 - largest) }
            for index in row.indices {
                let shifted = result.values[index] - largest
                result.values[index] = isLogarithm ? shifted - log(sum) : exp(shifted) / sum
            }
        }
        return result
    }

    package var gradientUses: GradientUses { .output }

    package func gradient(_ context: GradientContext) -> [Symbol?]? {
        let (y, g) = (context.output, context.upstream)
        let last = y.shape.rank - 1
        let column = Shape(y.shape.sizes.dropLast() + [1])
        if isLogarithm {
            return [g - y.exponential() * g.sum(over: last..<last + 1).reshaped(to: column)]
        }
        return [y * (g - (g * y).sum(over: last..<last + 1).reshaped(to: column))]
    }

    package func keepsRows(_ inputs: [TensorType]) -> Bool { inputs[0].shape.rank == 2 }

    package func lower(_ lowering: inout Lowering) {
        let shape = lowering.outputType.shape
        lowering.emit(
            isLogarithm ? .logSoftmax : .softmax,
            [lowering.output, lowering.inputs[0]],
            sizes: [shape.count / shape[-1], shape[-1]],
            work: 16 * shape.count,
            rowStrides: [4 * shape[-1], 4 * shape[-1]]
        )
    }
}

extension Symbol {
    /// Along the last dimension, probabilities in proportion to eˣ.
    public func softmax() -> Symbol { builder.apply(Softmax(), to: [self]) }
    /// The logarithm of ``softmax()``, exact where that would be rounded to zero.
    public func logSoftmax() -> Symbol { builder.apply(Softmax(isLogarithm: true), to: [self]) }
}
