/// One function of the table, applied to every element.
package struct Unary: ElementwiseOperation {
    package let function: UnaryFunction
    package let constant: Float

    package init(function: UnaryFunction, constant: Float = 0) {
        self.function = function
        self.constant = constant
    }

    package var description: String { "\(function)" }
    package var kernelFunction: (name: String, constant: Float) { (function.rawValue, constant) }

    package func resultType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
        try inputs[0].requireFloats(for: description)
    }

    package func evaluate(_ inputs: [ReferenceArray]) -> ReferenceArray {
        let row = function.row
        return ReferenceArray(
            inputs[0].values.map { row.value($0, Double(constant)) },
            shape: inputs[0].shape
        )
    }

    package var gradientUses: GradientUses { function.row.uses }

    package func gradient(_ context: GradientContext) -> [Symbol?]? {
        switch function {
        case .copy, .addConstant: [context.upstream]
        case .negate: [-context.upstream]
        case .multiplyConstant: [context.upstream * constant]
        case .step: [nil]
        default:
            [
                context.output.builder.apply(
                    UnaryGradient(function: function, constant: constant),
                    to: [
                        context.upstream,
                        gradientUses == .output ? context.output : context.inputs[0],
                    ]
                )
            ]
        }
    }
}

/// What arrives from above times f′, computed from what the function's rule saved:
/// inputs are the upstream gradient and the saved value.
package struct UnaryGradient: ElementwiseOperation {
    package let function: UnaryFunction
    package let constant: Float

    package var description: String { "gradient of \(function)" }
    package var kernelFunction: (name: String, constant: Float) {
        ("gradient_" + function.rawValue, constant)
    }

    package func resultType(of inputs: [TensorType]) throws(ShapeError) -> TensorType { inputs[0] }

    package func evaluate(_ inputs: [ReferenceArray]) -> ReferenceArray {
        let row = function.row
        return ReferenceArray(
            zip(inputs[0].values, inputs[1].values).map { upstream, saved in
                upstream * row.derivative(saved, Double(constant))
            },
            shape: inputs[0].shape
        )
    }

    package var gradientUses: GradientUses { [] }
    package func gradient(_ context: GradientContext) -> [Symbol?]? { nil }
}

extension TensorType {
    /// This type, if it holds single-precision numbers.
    func requireFloats(for operation: String) throws(ShapeError) -> TensorType {
        guard elementType == .float32 else {
            throw ShapeError(
                "\(operation) takes float32, not \(self)",
                remedy: "convert it first with asFloats()"
            )
        }
        return self
    }
}

extension Symbol {
    private func applying(_ function: UnaryFunction, _ constant: Float = 0) -> Symbol {
        builder.apply(Unary(function: function, constant: constant), to: [self])
    }

    /// −x.
    public static prefix func - (x: Symbol) -> Symbol { x.applying(.negate) }
    /// x + c, for every element.
    public static func + (x: Symbol, constant: Float) -> Symbol {
        x.applying(.addConstant, constant)
    }
    /// x − c, for every element.
    public static func - (x: Symbol, constant: Float) -> Symbol {
        x.applying(.addConstant, -constant)
    }
    /// c·x, for every element.
    public static func * (x: Symbol, constant: Float) -> Symbol {
        x.applying(.multiplyConstant, constant)
    }
    /// c·x, for every element.
    public static func * (constant: Float, x: Symbol) -> Symbol { x * constant }
    /// c + x, for every element.
    public static func + (constant: Float, x: Symbol) -> Symbol { x + constant }
    /// c − x, for every element.
    public static func - (constant: Float, x: Symbol) -> Symbol { -x + constant }
    /// |x|.
    public func absolute() -> Symbol { applying(.absolute) }
    /// x².
    public func squared() -> Symbol { applying(.square) }
    /// √x.
    public func squareRoot() -> Symbol { applying(.squareRoot) }
    /// 1/x.
    public func reciprocal() -> Symbol { applying(.reciprocal) }
    /// eˣ.
    public func exponential() -> Symbol { applying(.exponential) }
    /// The natural logarithm.
    public func logarithm() -> Symbol { applying(.logarithm) }
    /// σ(x) = 1 / (1 + e⁻ˣ).
    public func sigmoid() -> Symbol { applying(.sigmoid) }
    /// The hyperbolic tangent.
    public func tanh() -> Symbol { applying(.tanh) }
    /// max(x, 0).
    public func relu() -> Symbol { applying(.relu) }
    /// x where it is positive, else `slope`·x.
    public func leakyReLU(slope: Float = 0.01) -> Symbol { applying(.leakyReLU, slope) }
    /// x where it is positive, else `scale`·(eˣ − 1).
    public func elu(scale: Float = 1) -> Symbol { applying(.elu, scale) }
    /// x Φ(x), Φ the normal distribution function.
    public func gelu() -> Symbol { applying(.gelu) }
    /// x σ(x), also called swish.
    public func silu() -> Symbol { applying(.silu) }
    /// ln(1 + eˣ).
    public func softplus() -> Symbol { applying(.softplus) }
    /// 1 where x ≥ 0, else 0: the threshold unit, "activated or not".
    ///
    /// Its gradient is zero.
    public func step() -> Symbol { applying(.step) }
}
