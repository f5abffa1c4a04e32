#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The element-wise functions of one number: a table with one row for each.
///
/// The raw value is the function's name in the kernels' table; tests hold each row against its
/// kernel, and each derivative against finite differences.
package enum UnaryFunction: String, CaseIterable, Sendable {
    case copy, negate, absolute, square
    case squareRoot = "square_root"
    case reciprocal, exponential, logarithm
    case sigmoid, tanh, relu
    case leakyReLU = "leaky_relu"
    case elu, gelu, silu, softplus, step
    case addConstant = "add_constant"
    case multiplyConstant = "multiply_constant"

    /// One row: f(x), f′ by what it is computed from, and what that is.
    package struct Row {
        /// f(x) with the constant c.
        package let value: (_ x: Double, _ c: Double) -> Double
        /// f′ from the saved value s, which is x or f(x) as `uses` says.
        package let derivative: (_ s: Double, _ c: Double) -> Double
        /// Whether the derivative is computed from the input, the output, or neither.
        package let uses: GradientUses
    }

    package var row: Row {
        switch self {
        case .copy: Row(value: { x, _ in x }, derivative: { _, _ in 1 }, uses: [])
        case .negate: Row(value: { x, _ in -x }, derivative: { _, _ in -1 }, uses: [])
        case .absolute:
            Row(value: { x, _ in abs(x) }, derivative: { x, _ in x.signum }, uses: .inputs)
        case .square: Row(value: { x, _ in x * x }, derivative: { x, _ in 2 * x }, uses: .inputs)
        case .squareRoot:
            Row(
                value: { x, _ in x.squareRoot() },
                derivative: { y, _ in 0.5 / y },
                uses: .output
            )
        case .reciprocal:
            Row(value: { x, _ in 1 / x }, derivative: { y, _ in -y * y }, uses: .output)
        case .exponential: Row(value: { x, _ in exp(x) }, derivative: { y, _ in y }, uses: .output)
        case .logarithm:
            Row(value: { x, _ in log(x) }, derivative: { x, _ in 1 / x }, uses: .inputs)
        case .sigmoid:
            Row(
                value: { x, _ in logistic(x) },
                derivative: { y, _ in y * (1 - y) },
                uses: .output
            )
        case .tanh:
            Row(value: { x, _ in tanhOf(x) }, derivative: { y, _ in 1 - y * y }, uses: .output)
        case .relu:
            Row(
                value: { x, _ in x > 0 || x.isNaN ? x : 0 },
                derivative: { y, _ in y > 0 ? 1 : 0 },
                uses: .output
            )
        case .leakyReLU:
            Row(
                value: { x, c in x > 0 ? x : c * x },
                derivative: { x, c in x > 0 ? 1 : c },
                uses: .inputs
            )
        case .elu:
            Row(
                value: { x, c in x > 0 ? x : c * expm1(x) },
                derivative: { x, c in x > 0 ? 1 : c * exp(x) },
                uses: .inputs
            )
        case .gelu:
            // x Φ(x), Φ the normal distribution function. Hendrycks and Gimpel, 2016.
            Row(
                value: { x, _ in 0.5 * x * erfc(-x * 0.5.squareRoot()) },
                derivative: { x, _ in
                    0.5 * erfc(-x * 0.5.squareRoot())
                        + x * exp(-0.5 * x * x) / (2 * Double.pi).squareRoot()
                },
                uses: .inputs
            )
        case .silu:
            // x σ(x). Elfwing, Uchibe, Doya, 2017.
            Row(
                value: { x, _ in x * logistic(x) },
                derivative: { x, _ in logistic(x) * (1 + x * (1 - logistic(x))) },
                uses: .inputs
            )
        case .softplus:
            Row(
                value: { x, _ in max(x, 0) + log1p(exp(-abs(x))) },
                derivative: { x, _ in logistic(x) },
                uses: .inputs
            )
        case .step:
            Row(value: { x, _ in x >= 0 ? 1 : 0 }, derivative: { _, _ in 0 }, uses: [])
        case .addConstant:
            Row(value: { x, c in x + c }, derivative: { _, _ in 1 }, uses: [])
        case .multiplyConstant:
            Row(value: { x, c in x * c }, derivative: { _, c in c }, uses: [])
        }
    }
}

/// σ(x) = 1 / (1 + e⁻ˣ).
private func logistic(_ x: Double) -> Double { 1 / (1 + exp(-x)) }

/// The library's tanh, out of reach inside the enumeration, where `tanh` is a case.
private func tanhOf(_ x: Double) -> Double { tanh(x) }

extension Double {
    /// −1, 0 or 1.
    fileprivate var signum: Double { self > 0 ? 1 : self < 0 ? -1 : 0 }
}
