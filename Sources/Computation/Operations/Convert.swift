/// Bytes or whole numbers as single-precision numbers, times a factor: pixels 0…255 become 0…1.
package struct Convert: ElementwiseOperation {
    package let elementType: ElementType
    package let factor: Float

    package var description: String { "convert from \(elementType)" }
    package var kernelFunction: (name: String, constant: Float) { ("from_\(elementType)", factor) }

    package func resultType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
        guard inputs[0].elementType == elementType, elementType != .float32 else {
            throw ShapeError("\(description) does not take \(inputs[0])")
        }
        return TensorType(.float32, inputs[0].shape)
    }

    package func evaluate(_ inputs: [ReferenceArray]) -> ReferenceArray {
        ReferenceArray(inputs[0].values.map { $0 * Double(factor) }, shape: inputs[0].shape)
    }

    package var gradientUses: GradientUses { [] }
    package func gradient(_ context: GradientContext) -> [Symbol?]? { [nil] }
}

extension Symbol {
    /// The same numbers as `float32`, times a factor.
    public func asFloats(scaledBy factor: Float = 1) -> Symbol {
        switch type.elementType {
        case .float32: factor == 1 ? self : self * factor
        case .uint8:
            builder.apply(Convert(elementType: .uint8, factor: factor), to: [self])
        case .int32:
            // The kernel for whole numbers takes no factor.
            builder.apply(Convert(elementType: .int32, factor: 1), to: [self])
                .asFloats(scaledBy: factor)
        }
    }

    /// For labels of shape `[batch]`, the rows of zeros with a one at the label:
    /// `[batch, classes]`.
    public func oneHot(_ classes: Int) -> Symbol {
        let column = asFloats().reshaped(to: Shape(shape.sizes + [1]))
        let numbers = builder.constant((0..<classes).map(Float.init), shape: [classes])
        return column.equal(to: numbers)
    }
}
