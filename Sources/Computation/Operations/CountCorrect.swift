/// How many rows of scores `[batch, classes]` are largest at their label: a number of shape `[]`.
///
/// Where an example is several rows, it counts for the share of those whose label is not negative.
package struct CountCorrect: Operation {
    /// How many rows an example is.
    package var rowsPerExample = 1

    package var description: String { "count correct" }

    package func resultType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
        let scores = try inputs[0].requireFloats(for: description).shape
        guard scores.rank == 2, rowsPerExample > 0, scores[0] % rowsPerExample == 0,
            inputs[1] == TensorType(.int32, [scores[0]])
        else {
            throw ShapeError(
                "accuracy takes scores [batch, classes] and int32 labels [batch], "
                    + "not \(inputs[0]) and \(inputs[1])"
            )
        }
        return TensorType(.float32, [])
    }

    package func evaluate(_ inputs: [ReferenceArray]) -> ReferenceArray {
        let classes = inputs[0].shape[1]
        func isCorrect(_ row: Int) -> Bool {
            let scores = inputs[0].values[row * classes..<(row + 1) * classes]
            guard let largest = scores.max(), let place = scores.firstIndex(of: largest) else {
                return false
            }
            return Double(place - scores.startIndex) == inputs[1].values[row]
        }
        let starts = stride(from: 0, to: inputs[0].shape[0], by: rowsPerExample)
        let shares = starts.map { start in
            let known = (start..<start + rowsPerExample).filter { inputs[1].values[$0] >= 0 }
            return known.isEmpty ? 0 : Double(known.count(where: isCorrect)) / Double(known.count)
        }
        return ReferenceArray([shares.reduce(0, +)], shape: [])
    }

    package var gradientUses: GradientUses { [] }
    package func gradient(_ context: GradientContext) -> [Symbol?]? { nil }

    package func lower(_ lowering: inout Lowering) {
        let scores = lowering.inputTypes[0].shape
        lowering.emit(
            .countCorrect,
            [lowering.output] + lowering.inputs,
            sizes: [scores[0], scores[1], rowsPerExample],
            work: 0
        )
    }
}

extension Symbol {
    /// How many rows of these scores `[batch, classes]` are largest at their int32 label `[batch]`.
    ///
    /// Of scores `[batch, …, classes]` with labels `[batch, …]`, each example counts for the share of its
    /// rows, without those of a negative label.
    public func countCorrect(_ labels: Symbol) -> Symbol {
        let rows = shape.sizes.dropLast().reduce(1, *)
        guard shape.rank > 2, labels.shape.count == rows, shape[0] > 0 else {
            return builder.apply(CountCorrect(), to: [self, labels])
        }
        return builder.apply(
            CountCorrect(rowsPerExample: rows / shape[0]),
            to: [reshaped(to: [rows, shape[-1]]), labels.reshaped(to: [rows])]
        )
    }
}
