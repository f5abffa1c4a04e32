/// The first numbers of a value in row-major order, under a shape of their own; takes no work.
///
/// So an operation gives more than one result: it writes them one after another.
package struct Leading: ViewOperation {
    package let shape: Shape

    package var description: String { "leading \(shape)" }

    package func resultType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
        guard inputs[0].shape.count >= shape.count else {
            throw ShapeError("\(inputs[0].shape) has fewer elements than \(shape)")
        }
        return TensorType(inputs[0].elementType, shape)
    }

    package func evaluate(_ inputs: [ReferenceArray]) -> ReferenceArray {
        ReferenceArray(Array(inputs[0].values.prefix(shape.count)), shape: shape)
    }

    package var gradientUses: GradientUses { [] }
    package func gradient(_ context: GradientContext) -> [Symbol?]? {
        let input = context.inputs[0].shape
        return [
            context.upstream.reshaped(to: [shape.count])
                .padded(0, before: 0, after: input.count - shape.count).reshaped(to: input)
        ]
    }
}

extension Symbol {
    /// The first numbers of this value in row-major order, under a shape of their own.
    package func leading(_ shape: Shape) -> Symbol {
        builder.apply(Leading(shape: shape), to: [self])
    }
}
