#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// For each row of logits `[batch, classes]`, how surprised softmax of it is by the label:
/// −ln softmax(logits)[label], from int32 labels `[batch]`.
package struct CrossEntropy: Operation {
    /// Whether rows with a negative label count for nothing.
    package var ignoresNegative = false

    package var description: String { "cross-entropy" }

    package func resultType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
        let logits = try inputs[0].requireFloats(for: description).shape
        guard logits.rank == 2, logits[1] > 0, inputs[1] == TensorType(.int32, [logits[0]]) else {
            throw ShapeError(
                "cross-entropy takes logits [batch, classes] and int32 labels [batch], "
                    + "not \(inputs[0]) and \(inputs[1])",
                remedy: "end the network with Flatten() and Dense(classes)"
            )
        }
        return TensorType(.float32, [logits[0]])
    }

    package func evaluate(_ inputs: [ReferenceArray]) -> ReferenceArray {
        let classes = inputs[0].shape[1]
        let logarithms = Softmax(isLogarithm: true).evaluate([inputs[0]])
        return ReferenceArray(shape: inputs[1].shape) { index in
            let label = Int(inputs[1][index])
            if ignoresNegative, label < 0 { return 0 }
            return (0..<classes).contains(label) ? -logarithms[index + [label]] : .nan
        }
    }

    package var gradientUses: GradientUses { .inputs }
    package func gradient(_ context: GradientContext) -> [Symbol?]? {
        [
            context.output.builder.apply(
                CrossEntropyGradient(ignoresNegative: ignoresNegative),
                to: [context.upstream] + context.inputs
            ),
            nil,
        ]
    }

    package func keepsRows(_ inputs: [TensorType]) -> Bool { true }

    package func lower(_ lowering: inout Lowering) {
        let logits = lowering.inputTypes[0].shape
        lowering.emit(
            .crossEntropy,
            [lowering.output] + lowering.inputs,
            sizes: [logits[0], logits[1], ignoresNegative ? 1 : 0],
            work: 16 * logits.count,
            rowStrides: [4, 4 * logits[1], 4]
        )
    }
}

/// upstream · (softmax(logits) − one-hot(label)), from upstream `[batch]`, logits and labels.
package struct CrossEntropyGradient: Operation {
    package var ignoresNegative = false

    package var description: String { "gradient of cross-entropy" }

    package func resultType(of inputs: [TensorType]) throws(ShapeError) -> TensorType { inputs[1] }

    package func evaluate(_ inputs: [ReferenceArray]) -> ReferenceArray {
        let probabilities = Softmax().evaluate([inputs[1]])
        return ReferenceArray(shape: inputs[1].shape) { index in
            if ignoresNegative, inputs[2][[index[0]]] < 0 { return 0 }
            let isLabel = inputs[2][[index[0]]] == Double(index[1])
            return inputs[0][[index[0]]] * (probabilities[index] - (isLabel ? 1 : 0))
        }
    }

    package var gradientUses: GradientUses { [] }
    package func gradient(_ context: GradientContext) -> [Symbol?]? { nil }

    package func keepsRows(_ inputs: [TensorType]) -> Bool { true }

    package func lower(_ lowering: inout Lowering) {
        let logits = lowering.inputTypes[1].shape
        lowering.emit(
            .gradientCrossEntropy,
            [lowering.output] + lowering.inputs,
            sizes: [logits[0], logits[1], ignoresNegative ? 1 : 0],
            work: 16 * logits.count,
            rowStrides: [4 * logits[1], 4, 4 * logits[1], 4]
        )
    }
}

extension Symbol {
    /// For each row of these logits `[batch, classes]`, −ln softmax(row)[label], from int32 labels
    /// `[batch]`.
    ///
    /// - Parameters:
    ///   - labels: The right class of each row.
    ///   - ignoresNegative: Whether a row with a negative label counts for nothing, and is 0.
    /// - Returns: A number for each row, `[batch]`.
    public func crossEntropy(with labels: Symbol, ignoringNegative ignoresNegative: Bool = false)
        -> Symbol
    {
        builder.apply(CrossEntropy(ignoresNegative: ignoresNegative), to: [self, labels])
    }
}
