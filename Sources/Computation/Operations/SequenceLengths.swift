/// How many steps of each row of tokens `int32 [batch, length]` are real: those up to the last that is not
/// negative.
///
/// The result is `int32 [batch]`.
package struct SequenceLengths: Operation {
    package var description: String { "sequence lengths" }

    package func resultType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
        guard inputs[0].elementType == .int32, inputs[0].shape.rank == 2 else {
            throw ShapeError("\(description) takes int32 tokens [batch, length], not \(inputs[0])")
        }
        return TensorType(.int32, [inputs[0].shape[0]])
    }

    package func evaluate(_ inputs: [ReferenceArray]) -> ReferenceArray {
        ReferenceArray(shape: [inputs[0].shape[0]]) { index in
            let tokens = (0..<inputs[0].shape[1]).map { inputs[0][[index[0], $0]] }
            return Double((tokens.lastIndex { $0 >= 0 } ?? -1) + 1)
        }
    }

    package func keepsRows(_ inputs: [TensorType]) -> Bool { true }
    package var gradientUses: GradientUses { [] }
    package func gradient(_ context: GradientContext) -> [Symbol?]? { nil }

    package func lower(_ lowering: inout Lowering) {
        let shape = lowering.inputTypes[0].shape
        lowering.emit(
            .sequenceLengths,
            [lowering.output] + lowering.inputs,
            sizes: [shape[0], shape[1]],
            work: shape.count
        )
    }
}

/// Numbers as `int32`: the nearest whole ones, and −1 for what is none.
package struct WholeNumbers: Operation {
    package var description: String { "whole numbers" }

    package func resultType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
        TensorType(.int32, try inputs[0].requireFloats(for: description).shape)
    }

    package func evaluate(_ inputs: [ReferenceArray]) -> ReferenceArray {
        let values = inputs[0].values.map { value in
            abs(value) < 2_147_483_648 ? value.rounded(.toNearestOrEven) : -1
        }
        return ReferenceArray(values, shape: inputs[0].shape)
    }

    package var gradientUses: GradientUses { [] }
    package func gradient(_ context: GradientContext) -> [Symbol?]? { nil }

    package func lower(_ lowering: inout Lowering) {
        let count = lowering.inputTypes[0].shape.count
        lowering.emit(
            .wholeNumbers,
            [lowering.output] + lowering.inputs,
            sizes: [count],
            work: count
        )
    }
}

extension Symbol {
    /// How many steps of each row of these tokens, `int32 [batch, length]`, are real: those up to the last
    /// that is not negative; `int32 [batch]`.
    public func sequenceLengths() -> Symbol { builder.apply(SequenceLengths(), to: [self]) }

    /// The nearest `int32` of these numbers, −1 where there is none.
    public func asWholeNumbers() -> Symbol {
        type.elementType == .int32 ? self : builder.apply(WholeNumbers(), to: [asFloats()])
    }
}
