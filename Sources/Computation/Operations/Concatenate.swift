/// Values one after another along one dimension.
package struct Concatenate: Operation {
    package let dimension: Int

    package var description: String { "concatenate along dimension \(dimension)" }

    private func joined(_ shapes: [Shape]) -> Shape {
        var sizes = shapes[0].sizes
        sizes[dimension] = shapes.reduce(0) { $0 + $1[dimension] }
        return Shape(sizes)
    }

    package func resultType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
        var shapes: [Shape] = []
        for input in inputs { shapes.append(try input.requireFloats(for: description).shape) }
        guard shapes[0].sizes.indices.contains(dimension),
            shapes.allSatisfy({ shape in
                shape.rank == shapes[0].rank
                    && shape.sizes.indices.allSatisfy {
                        $0 == dimension || shape[$0] == shapes[0][$0]
                    }
            })
        else {
            throw ShapeError(
                "cannot \(description) \(shapes.map(\.description).joined(separator: ", "))",
                remedy: "all other sizes must be equal"
            )
        }
        return TensorType(.float32, joined(shapes))
    }

    package func evaluate(_ inputs: [ReferenceArray]) -> ReferenceArray {
        ReferenceArray(shape: joined(inputs.map(\.shape))) { index in
            var place = index
            for input in inputs {
                if place[dimension] < input.shape[dimension] { return input.exact(place) }
                place[dimension] -= input.shape[dimension]
            }
            return .nan
        }
    }

    package var gradientUses: GradientUses { [] }
    package func gradient(_ context: GradientContext) -> [Symbol?]? {
        var start = 0
        return context.inputs.map { input in
            defer { start += input.shape[dimension] }
            return context.upstream.slice(dimension, start..<start + input.shape[dimension])
        }
    }

    package func lower(_ lowering: inout Lowering) {
        let strides = lowering.outputType.shape.strides
        var start = 0
        for (input, type) in zip(lowering.inputs, lowering.inputTypes) {
            lowering.emitCopy(
                sizes: type.shape.sizes,
                to: lowering.output.advanced(by: start * strides[dimension] * 4),
                strides: strides,
                from: input,
                strides: type.shape.strides
            )
            start += type.shape[dimension]
        }
    }
}

extension Symbol {
    /// This value and others, one after another along one dimension.
    public func concatenated(with others: [Symbol], along dimension: Int) -> Symbol {
        builder.apply(Concatenate(dimension: dimension), to: [self] + others)
    }
}
