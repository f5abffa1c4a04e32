import Foundation
import Testing

/// What an element-wise function means, in double precision, and how near a kernel comes.
struct FunctionReference: Sendable, CustomTestStringConvertible {
    let name: String
    let code: Int32
    /// Units in the last place of the exact result.
    let ulps: Double
    /// For functions that cross zero: also right is an error below this, relative to a's magnitude.
    var absolute = 0.0
    let meaning: @Sendable (_ a: Double, _ b: Double, _ constant: Double) -> Double

    var testDescription: String { name }
    var isBinary: Bool { code >= 32 }

    static let constant: Float = 0.3

    static let all: [FunctionReference] = unary + binary + gradients

    static let unary = [
        FunctionReference(name: "copy", code: 0, ulps: 0) { a, _, _ in a },
        FunctionReference(name: "negate", code: 1, ulps: 0) { a, _, _ in -a },
        FunctionReference(name: "absolute", code: 2, ulps: 0) { a, _, _ in abs(a) },
        FunctionReference(name: "square", code: 3, ulps: 0.5) { a, _, _ in a * a },
        FunctionReference(name: "square_root", code: 4, ulps: 0.5) { a, _, _ in a.squareRoot() },
        FunctionReference(name: "reciprocal", code: 5, ulps: 0.5) { a, _, _ in 1 / a },
        FunctionReference(name: "exponential", code: 6, ulps: 1) { a, _, _ in exp(a) },
        FunctionReference(name: "logarithm", code: 7, ulps: 1) { a, _, _ in log(a) },
        FunctionReference(name: "sigmoid", code: 8, ulps: 2.5) { a, _, _ in logistic(a) },
        FunctionReference(name: "tanh", code: 9, ulps: 2) { a, _, _ in tanh(a) },
        FunctionReference(name: "relu", code: 10, ulps: 0) { a, _, _ in a <= 0 ? 0 : a },
        FunctionReference(name: "leaky_relu", code: 11, ulps: 0.5) { a, _, c in a > 0 ? a : c * a },
        FunctionReference(name: "elu", code: 12, ulps: 3) { a, _, c in a > 0 ? a : c * expm1(a) },
        FunctionReference(name: "gelu", code: 13, ulps: 4.5, absolute: 0x1p-149) { a, _, _ in
            a == -.infinity ? 0 : a * normal(a)
        },
        FunctionReference(name: "silu", code: 14, ulps: 3, absolute: 0x1p-149) { a, _, _ in
            a == -.infinity ? 0 : a * logistic(a)
        },
        FunctionReference(name: "softplus", code: 15, ulps: 3) { a, _, _ in
            a.isNaN ? a : max(a, 0) + log1p(exp(-abs(a)))
        },
        FunctionReference(name: "step", code: 16, ulps: 0) { a, _, _ in a >= 0 ? 1 : 0 },
        FunctionReference(name: "add_constant", code: 17, ulps: 0.5) { a, _, c in a + c },
        FunctionReference(name: "multiply_constant", code: 18, ulps: 0.5) { a, _, c in a * c },
    ]

    static let binary = [
        FunctionReference(name: "add", code: 32, ulps: 0.5) { a, b, _ in a + b },
        FunctionReference(name: "subtract", code: 33, ulps: 0.5) { a, b, _ in a - b },
        FunctionReference(name: "multiply", code: 34, ulps: 0.5) { a, b, _ in a * b },
        FunctionReference(name: "divide", code: 35, ulps: 0.5) { a, b, _ in a / b },
        FunctionReference(name: "maximum", code: 36, ulps: 0) { a, b, _ in
            a.isNaN || b.isNaN ? .nan : a > b ? a : b
        },
        FunctionReference(name: "minimum", code: 37, ulps: 0) { a, b, _ in
            a.isNaN || b.isNaN ? .nan : a < b ? a : b
        },
        FunctionReference(name: "greater", code: 38, ulps: 0) { a, b, _ in a > b ? 1 : 0 },
        FunctionReference(name: "equal", code: 39, ulps: 0) { a, b, _ in a == b ? 1 : 0 },
    ]

    static let gradients = [
        FunctionReference(name: "gradient_absolute", code: 48, ulps: 0) { a, b, _ in
            b.isNaN ? b : b > 0 ? a : b < 0 ? -a : 0
        },
        FunctionReference(name: "gradient_square", code: 49, ulps: 0.5) { a, b, _ in a * 2 * b },
        FunctionReference(name: "gradient_square_root", code: 50, ulps: 1) { a, b, _ in a * 0.5 / b
        },
        FunctionReference(name: "gradient_reciprocal", code: 51, ulps: 1.5) { a, b, _ in -a * b * b
        },
        FunctionReference(name: "gradient_exponential", code: 52, ulps: 0.5) { a, b, _ in a * b },
        FunctionReference(name: "gradient_logarithm", code: 53, ulps: 0.5) { a, b, _ in a / b },
        FunctionReference(name: "gradient_sigmoid", code: 54, ulps: 3) { a, b, _ in a * b * (1 - b)
        },
        FunctionReference(name: "gradient_tanh", code: 55, ulps: 3, absolute: 0x1p-23) { a, b, _ in
            a * (1 - b * b)
        },
        FunctionReference(name: "gradient_relu", code: 56, ulps: 0) { a, b, _ in b > 0 ? a : 0 },
        FunctionReference(name: "gradient_leaky_relu", code: 57, ulps: 0.5) { a, b, c in
            b > 0 ? a : c * a
        },
        FunctionReference(name: "gradient_elu", code: 58, ulps: 3) { a, b, c in
            b > 0 ? a : a * c * exp(b)
        },
        FunctionReference(name: "gradient_gelu", code: 59, ulps: 5, absolute: 0x1p-23) { a, b, _ in
            b.isInfinite
                ? (b > 0 ? a : a * 0)
                : a * (normal(b) + b * exp(-b * b / 2) / (2 * Double.pi).squareRoot())
        },
        FunctionReference(name: "gradient_silu", code: 60, ulps: 5, absolute: 0x1p-23) { a, b, _ in
            b.isInfinite
                ? (b > 0 ? a : a * 0)
                : a * logistic(b) * (1 + b * logistic(-b))
        },
        FunctionReference(name: "gradient_softplus", code: 61, ulps: 3) { a, b, _ in a * logistic(b)
        },
    ]

    private static func logistic(_ x: Double) -> Double { 1 / (1 + exp(-x)) }
    private static func normal(_ x: Double) -> Double { erfc(-x / 2.0.squareRoot()) / 2 }
}
