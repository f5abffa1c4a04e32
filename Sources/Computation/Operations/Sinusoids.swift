#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Sines and cosines of positions, each pair of columns slower than the one before:
/// `[rows, length, width]` from first positions `[rows]`.
///
/// Columns 2j and 2j + 1 of place i are sin and cos of (position + i)·base^(−2j/width). Source: Vaswani et
/// al., "Attention Is All You Need", 2017, section 3.5.
package struct Sinusoids: Operation {
    package let length: Int
    package let width: Int
    package let base: Double

    package var description: String { "sines of positions" }

    /// Radians from one place to the next, for each pair of columns.
    private var frequencies: [Double] {
        (0..<width / 2).map { pow(base, -2 * Double($0) / Double(width)) }
    }

    package func resultType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
        let positions = try inputs[0].requireFloats(for: description).shape
        guard positions.rank == 1 else {
            throw ShapeError("\(description) take one number for each example, not \(positions)")
        }
        guard width > 0, width % 2 == 0, length >= 0, base > 1, base.isFinite else {
            throw ShapeError(
                "\(description) come in pairs of columns, slower and slower; width \(width) and base "
                    + "\(base) do not make any",
                remedy: "let the width be even; 10000 is the usual base"
            )
        }
        return TensorType(.float32, [positions[0], length, width])
    }

    package func evaluate(_ inputs: [ReferenceArray]) -> ReferenceArray {
        let frequencies = frequencies
        return ReferenceArray(shape: [inputs[0].shape[0], length, width]) { index in
            let angle = (inputs[0][[index[0]]] + Double(index[1])) * frequencies[index[2] / 2]
            return index[2] % 2 == 0 ? sin(angle) : cos(angle)
        }
    }

    package var gradientUses: GradientUses { [] }
    package func gradient(_ context: GradientContext) -> [Symbol?]? { [nil] }

    package func lower(_ lowering: inout Lowering) {
        let turns = frequencies.map { $0 / (2 * Double.pi) }
        let high = turns.map { Float($0) }
        let low = zip(turns, high).map { Float($0 - Double($1)) }
        let rows = lowering.outputType.shape[0]
        lowering.emit(
            .sinusoids,
            [lowering.output, lowering.inputs[0], lowering.constant(high + low)],
            sizes: [rows, length, width / 2],
            work: 20 * rows * length * width
        )
    }
}

/// Turns neighbouring pairs of numbers of `[batch, length, columns]` by angles of their place, whose sines and
/// cosines are `[batch or 1, length, size]`: rotary position embedding.
///
/// (a, b) becomes (a·cos − b·sin, b·cos + a·sin) in the first columns, head by head; the others stay.
/// Source: Su et al., "RoFormer: Enhanced Transformer with Rotary Position Embedding", 2021, equation 34.
package struct Rotation: Operation {
    /// How many heads are turned.
    package let heads: Int
    /// Whether it turns back.
    package var isBackwards = false

    package var description: String { "rotation by position" }

    package func resultType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
        let type = try inputs[0].requireFloats(for: description)
        let turns = inputs[1].shape
        guard type.shape.rank == 3, turns.rank == 3, turns[1] == type.shape[1],
            turns[0] == 1 || turns[0] == type.shape[0], turns[2] % 2 == 0,
            heads > 0, heads * turns[2] <= type.shape[2]
        else {
            throw ShapeError(
                "\(description) of \(heads) heads does not fit \(type) and angles \(turns)"
            )
        }
        return type
    }

    package func evaluate(_ inputs: [ReferenceArray]) -> ReferenceArray {
        let (x, size) = (inputs[0], inputs[1].shape[2])
        return ReferenceArray(shape: x.shape) { index in
            guard index[2] < heads * size else { return x[index] }
            let pair = index[2] % size / 2 * 2
            let sine = inputs[1][[index[0], index[1], pair]] * (isBackwards ? -1 : 1)
            let cosine = inputs[1][[index[0], index[1], pair + 1]]
            let isFirst = index[2] % 2 == 0
            let other = x[[index[0], index[1], index[2] + (isFirst ? 1 : -1)]]
            return x[index] * cosine + other * (isFirst ? -sine : sine)
        }
    }

    package var gradientUses: GradientUses { .inputs }
    package func gradient(_ context: GradientContext) -> [Symbol?]? {
        let back = Rotation(heads: heads, isBackwards: !isBackwards)
        return [
            context.output.builder.apply(back, to: [context.upstream, context.inputs[1]]), nil,
        ]
    }

    package func lower(_ lowering: inout Lowering) {
        let (shape, turns) = (lowering.outputType.shape, lowering.inputTypes[1].shape)
        lowering.emit(
            .rotatePairs,
            [lowering.output] + lowering.inputs,
            sizes: shape.sizes + [heads * turns[2], turns[2], turns[0] == 1 ? 0 : shape[1]],
            scalars: [isBackwards ? -1 : 1],
            work: 4 * shape.count
        )
    }
}

extension Symbol {
    /// Sines and cosines of places that follow these first positions, float32 `[rows]`.
    ///
    /// - Parameters:
    ///   - length: How many places follow each other.
    ///   - width: How many numbers each place gets, sine and cosine in turn; even.
    ///   - base: How much slower the last pair is than the first.
    /// - Returns: `[rows, length, width]`.
    public func sinusoids(length: Int, width: Int, base: Double = 10_000) -> Symbol {
        builder.apply(Sinusoids(length: length, width: width, base: base), to: [self])
    }

    /// The first heads of these numbers `[batch, length, columns]`, their neighbouring pairs turned by
    /// ``sinusoids(length:width:base:)`` `[batch or 1, length, size]`.
    public func rotated(heads: Int, by turns: Symbol) -> Symbol {
        builder.apply(Rotation(heads: heads), to: [self, turns])
    }
}
