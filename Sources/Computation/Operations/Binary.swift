/// Arithmetic on two tensors, element by element.
///
/// Shapes are aligned at their last dimensions; a missing dimension or one of size 1 repeats
/// (NumPy's broadcasting rule).
package struct Binary: ElementwiseOperation {
    /// The functions of two numbers; the raw value is the name in the kernels' table.
    package enum Function: String, CaseIterable, Sendable {
        case add, subtract, multiply, divide, maximum, minimum, greater, equal
    }

    package let function: Function

    package var description: String { "\(function)" }
    package var kernelFunction: (name: String, constant: Float) { (function.rawValue, 0) }

    package func resultType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
        let first = try inputs[0].requireFloats(for: description).shape
        let second = try inputs[1].requireFloats(for: description).shape
        guard let shape = first.broadcast(with: second) else {
            throw ShapeError(
                "\(description) cannot pair \(first) with \(second)",
                remedy: "sizes, compared from the last, must be equal or 1"
            )
        }
        return TensorType(.float32, shape)
    }

    package func evaluate(_ inputs: [ReferenceArray]) -> ReferenceArray {
        let (a, b) = (inputs[0], inputs[1])
        guard let shape = a.shape.broadcast(with: b.shape) else { return a }
        return ReferenceArray(shape: shape) { index in value(a[index], b[index]) }
    }

    private func value(_ a: Double, _ b: Double) -> Double {
        switch function {
        case .add: a + b
        case .subtract: a - b
        case .multiply: a * b
        case .divide: a / b
        case .maximum: a.isNaN || b.isNaN ? .nan : max(a, b)
        case .minimum: a.isNaN || b.isNaN ? .nan : min(a, b)
        case .greater: a > b ? 1 : 0
        case .equal: a == b ? 1 : 0
        }
    }

    package var gradientUses: GradientUses {
        switch function {
        case .add, .subtract, .greater, .equal: []
        case .multiply, .maximum, .minimum: .inputs
        case .divide: [.inputs, .output]
        }
    }

    package func gradient(_ context: GradientContext) -> [Symbol?]? {
        let (a, b, g) = (context.inputs[0], context.inputs[1], context.upstream)
        switch function {
        case .add: return [g.sum(to: a.shape), g.sum(to: b.shape)]
        case .subtract: return [g.sum(to: a.shape), (-g).sum(to: b.shape)]
        case .multiply: return [(g * b).sum(to: a.shape), (g * a).sum(to: b.shape)]
        case .divide:
            let overB = g / b
            return [overB.sum(to: a.shape), (-(overB * context.output)).sum(to: b.shape)]
        case .maximum, .minimum:
            // The larger (smaller) one gets the gradient; at a tie, the second.
            let first = function == .maximum ? a.greater(than: b) : b.greater(than: a)
            return [
                (g * first).sum(to: a.shape), (g * (-first + 1)).sum(to: b.shape),
            ]
        case .greater, .equal: return [nil, nil]
        }
    }
}

extension Shape {
    /// The shape in which two shapes meet, or nil when they do not.
    package func broadcast(with other: Shape) -> Shape? {
        let longer = rank >= other.rank ? self : other
        let shorter = rank >= other.rank ? other : self
        var sizes = longer.sizes
        for (offset, size) in shorter.sizes.reversed().enumerated() {
            let dimension = sizes.count - 1 - offset
            if sizes[dimension] == 1 {
                sizes[dimension] = size
            } else if size != 1 && size != sizes[dimension] {
                return nil
            }
        }
        return Shape(sizes)
    }
}

extension Symbol {
    private func combined(_ function: Binary.Function, with other: Symbol) -> Symbol {
        guard let shape = shape.broadcast(with: other.shape) else {
            return builder.apply(Binary(function: function), to: [self, other])
        }
        // What the kernels cannot repeat while they compute is repeated in memory first.
        var operands = [self, other].map {
            $0.shape.extent(in: shape) == nil ? $0.broadcast(to: shape) : $0
        }
        // A row and a column may split the result differently; then one is repeated as well.
        let splits = operands.map { $0.shape.extent(in: shape)?.columns }
        if let first = splits[0], let second = splits[1], first != second {
            operands[1] = operands[1].broadcast(to: shape)
        }
        return builder.apply(Binary(function: function), to: operands)
    }

    /// a + b, broadcasting.
    public static func + (a: Symbol, b: Symbol) -> Symbol { a.combined(.add, with: b) }
    /// a − b, broadcasting.
    public static func - (a: Symbol, b: Symbol) -> Symbol { a.combined(.subtract, with: b) }
    /// a·b, element by element, broadcasting.
    public static func * (a: Symbol, b: Symbol) -> Symbol { a.combined(.multiply, with: b) }
    /// a / b, element by element, broadcasting.
    public static func / (a: Symbol, b: Symbol) -> Symbol { a.combined(.divide, with: b) }
    /// The larger of each pair.
    public func maximum(_ other: Symbol) -> Symbol { combined(.maximum, with: other) }
    /// The smaller of each pair.
    public func minimum(_ other: Symbol) -> Symbol { combined(.minimum, with: other) }
    /// 1 where this is greater, else 0.
    public func greater(than other: Symbol) -> Symbol { combined(.greater, with: other) }
    /// 1 where both are equal, else 0.
    public func equal(to other: Symbol) -> Symbol { combined(.equal, with: other) }
}
