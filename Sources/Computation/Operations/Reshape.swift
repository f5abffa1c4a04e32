/// The same elements in the same order under another shape; takes no work.
package struct Reshape: ViewOperation {
    package let shape: Shape

    package init(shape: Shape) { self.shape = shape }

    package var description: String { "reshape to \(shape)" }

    package func resultType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
        guard shape.isReasonable else { return TensorType(inputs[0].elementType, shape) }
        guard inputs[0].shape.count == shape.count else {
            throw ShapeError(
                "\(inputs[0].shape) has \(inputs[0].shape.count) elements and cannot become "
                    + "\(shape), which has \(shape.count)"
            )
        }
        return TensorType(inputs[0].elementType, shape)
    }

    package func evaluate(_ inputs: [ReferenceArray]) -> ReferenceArray {
        ReferenceArray(inputs[0].values, shape: shape)
    }

    package var gradientUses: GradientUses { [] }
    package func gradient(_ context: GradientContext) -> [Symbol?]? {
        [context.upstream.reshaped(to: context.inputs[0].shape)]
    }
}

extension Symbol {
    /// The same elements in the same order under another shape of the same count.
    public func reshaped(to shape: Shape) -> Symbol {
        shape == self.shape ? self : builder.apply(Reshape(shape: shape), to: [self])
    }
}
