/// Rows of a table `[rows, columns]` picked by whole numbers: the result has the indices' shape and
/// then the columns.
///
/// An index outside the table picks a row of zeros.
package struct Gather: Operation {
    package var description: String { "gather" }

    package func resultType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
        let table = try inputs[0].requireFloats(for: description).shape
        guard table.rank == 2, inputs[1].elementType == .int32 else {
            throw ShapeError(
                "gather takes a table [rows, columns] and int32 indices, "
                    + "not \(inputs[0]) and \(inputs[1])"
            )
        }
        return TensorType(.float32, Shape(inputs[1].shape.sizes + [table[1]]))
    }

    package func evaluate(_ inputs: [ReferenceArray]) -> ReferenceArray {
        let table = inputs[0].shape
        return ReferenceArray(shape: Shape(inputs[1].shape.sizes + [table[1]])) { index in
            let row = Int(inputs[1].exact(Array(index.dropLast())))
            return (0..<table[0]).contains(row) ? inputs[0][[row, index[index.count - 1]]] : 0
        }
    }

    package var gradientUses: GradientUses { .inputs }
    package func gradient(_ context: GradientContext) -> [Symbol?]? {
        [
            context.output.builder.apply(
                ScatterAdd(rows: context.inputs[0].shape[0]),
                to: [context.upstream, context.inputs[1]]
            ),
            nil,
        ]
    }

    package func lower(_ lowering: inout Lowering) {
        let table = lowering.inputTypes[0].shape
        let count = lowering.inputTypes[1].shape.count
        lowering.emit(
            .gatherRows,
            [lowering.output] + lowering.inputs,
            sizes: [count, table[1] * 4, table[0]],
            work: count * table[1]
        )
    }
}

/// The gradient of a gather: each row of the upstream gradient is added to the row it came from.
package struct ScatterAdd: Operation {
    package let rows: Int

    package var description: String { "scatter-add" }

    package func resultType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
        TensorType(.float32, [rows, inputs[0].shape[-1]])
    }

    package func evaluate(_ inputs: [ReferenceArray]) -> ReferenceArray {
        let columns = inputs[0].shape[-1]
        var result = ReferenceArray(
            [Double](repeating: 0, count: rows * columns),
            shape: [rows, columns]
        )
        for (place, index) in inputs[1].values.enumerated() where (0..<rows).contains(Int(index)) {
            for column in 0..<columns {
                result.values[Int(index) * columns + column] +=
                    inputs[0].values[place * columns + column]
            }
        }
        return result
    }

    package var gradientUses: GradientUses { [] }
    package func gradient(_ context: GradientContext) -> [Symbol?]? { nil }

    package func lower(_ lowering: inout Lowering) {
        let columns = lowering.outputType.shape[1]
        let count = lowering.inputTypes[1].shape.count
        lowering.emit(
            .scatterAddRows,
            [lowering.output] + lowering.inputs,
            sizes: [count, columns, rows],
            work: (count + rows) * columns
        )
    }
}

extension Symbol {
    /// Rows of this table `[rows, columns]`, picked by `int32` indices.
    public func gather(_ indices: Symbol) -> Symbol {
        builder.apply(Gather(), to: [self, indices])
    }
}
