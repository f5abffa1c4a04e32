/// A memory of steps `[batch, capacity, width]` into which new ones `[batch, length, width]` are written, from
/// a place `int32 [batch]` on: how keys and values of a sequence are kept.
///
/// Steps beyond the capacity are left out.
package struct Insert: Operation {
    package var description: String { "insert" }

    package func resultType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
        let memory = try inputs[0].requireFloats(for: description).shape
        let steps = try inputs[1].requireFloats(for: description).shape
        guard memory.rank == 3, steps.rank == 3, memory[0] == steps[0], memory[2] == steps[2],
            inputs[2] == TensorType(.int32, [memory[0]])
        else {
            throw ShapeError(
                "insert takes a memory [batch, capacity, width], steps [batch, length, width] and "
                    + "int32 places [batch], not \(inputs[0]), \(inputs[1]) and \(inputs[2])"
            )
        }
        return inputs[0]
    }

    package func evaluate(_ inputs: [ReferenceArray]) -> ReferenceArray {
        ReferenceArray(shape: inputs[0].shape) { index in
            let step = index[1] - Int(inputs[2].exact([index[0]]))
            return (0..<inputs[1].shape[1]).contains(step)
                ? inputs[1][[index[0], step, index[2]]] : inputs[0][index]
        }
    }

    package var gradientUses: GradientUses { [] }
    package func gradient(_ context: GradientContext) -> [Symbol?]? { nil }

    package func lower(_ lowering: inout Lowering) {
        let (memory, steps) = (lowering.inputTypes[0].shape, lowering.inputTypes[1].shape)
        lowering.emit(
            .insert,
            [lowering.output] + lowering.inputs,
            sizes: [memory[0], memory[1], memory[2], steps[1]],
            work: steps.count
        )
    }
}

extension Symbol {
    /// This memory of steps `[batch, capacity, width]` with new ones `[batch, length, width]` written into it
    /// from places `int32 [batch]` on.
    public func inserting(_ steps: Symbol, at places: Symbol) -> Symbol {
        builder.apply(Insert(), to: [self, steps, places])
    }
}
