/// How many rows of scores `[batch, classes]` are largest at their label: a number of shape `[]`.
package struct CountCorrect: Operation {
    package var description: String { "count correct" }

    package func resultType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
        let scores = try inputs[0].requireFloats(for: description).shape
        guard scores.rank == 2, inputs[1] == TensorType(.int32, [scores[0]]) else {
            throw ShapeError(
                "accuracy takes scores [batch, classes] and int32 labels [batch], "
                    + "not \(inputs[0]) and \(inputs[1])"
            )
        }
        return TensorType(.float32, [])
    }

    package func evaluate(_ inputs: [ReferenceArray]) -> ReferenceArray {
        let classes = inputs[0].shape[1]
        let correct = inputs[1].values.indices.count { row in
            let scores = inputs[0].values[row * classes..<(row + 1) * classes]
            guard let largest = scores.max(), let place = scores.firstIndex(of: largest) else {
                return false
            }
            return Double(place - scores.startIndex) == inputs[1].values[row]
        }
        return ReferenceArray([Double(correct)], shape: [])
    }

    package var gradientUses: GradientUses { [] }
    package func gradient(_ context: GradientContext) -> [Symbol?]? { nil }

    package func lower(_ lowering: inout Lowering) {
        let scores = lowering.inputTypes[0].shape
        lowering.emit(
            .countCorrect,
            [lowering.output] + lowering.inputs,
            sizes: [scores[0], scores[1]],
            work: 0
        )
    }
}

extension Symbol {
    /// How many rows of these scores `[batch, classes]` are largest at their int32 label `[batch]`.
    public func countCorrect(_ labels: Symbol) -> Symbol {
        builder.apply(CountCorrect(), to: [self, labels])
    }
}
