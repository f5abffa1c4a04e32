/// The input repeated along missing leading dimensions and along dimensions of size 1.
package struct Broadcast: Operation {
    package let shape: Shape

    package var description: String { "broadcast to \(shape)" }

    package func resultType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
        let input = try inputs[0].requireFloats(for: description).shape
        guard input.broadcast(with: shape) == shape else {
            throw ShapeError("\(input) cannot be repeated to \(shape)")
        }
        return TensorType(.float32, shape)
    }

    package func evaluate(_ inputs: [ReferenceArray]) -> ReferenceArray {
        ReferenceArray(shape: shape) { inputs[0][$0] }
    }

    package var gradientUses: GradientUses { [] }
    package func gradient(_ context: GradientContext) -> [Symbol?]? {
        [context.upstream.sum(to: context.inputs[0].shape)]
    }

    package func lower(_ lowering: inout Lowering) {
        let input = lowering.inputTypes[0].shape
        let extra = shape.rank - input.rank
        let repeated = [Int](repeating: 0, count: extra)
        let strides = zip(input.sizes, input.strides).map { $0 == 1 ? 0 : $1 }
        lowering.emitCopy(
            sizes: shape.sizes,
            to: lowering.output,
            strides: shape.strides,
            from: lowering.inputs[0],
            strides: repeated + strides
        )
    }
}

extension Symbol {
    /// Repeated along missing leading dimensions and along dimensions of size 1.
    public func broadcast(to shape: Shape) -> Symbol {
        shape == self.shape ? self : builder.apply(Broadcast(shape: shape), to: [self])
    }
}
