public import Computation

/// The function that a neuron applies to its weighted sum.
public enum ActivationFunction: String, Hashable, Sendable, Codable, CaseIterable {
    /// The sum itself.
    case identity
    /// σ(x) = 1 / (1 + e⁻ˣ), between 0 and 1.
    case sigmoid
    /// The hyperbolic tangent, between −1 and 1.
    case tanh
    /// max(x, 0).
    case relu
    /// x, or 0.01·x where x is negative.
    case leakyReLU
    /// x, or eˣ − 1 where x is negative.
    case elu
    /// x Φ(x), Φ the normal distribution function.
    case gelu
    /// x σ(x).
    case silu
    /// ln(1 + eˣ), a smooth ReLU.
    case softplus
    /// 1 where x ≥ 0, else 0: "activated or not". It has no useful gradient.
    case step
    /// Probabilities over the layer's neurons, in proportion to eˣ.
    case softmax

    /// Applies the function.
    public func callAsFunction(_ x: Symbol) -> Symbol {
        switch self {
        case .identity: x
        case .sigmoid: x.sigmoid()
        case .tanh: x.tanh()
        case .relu: x.relu()
        case .leakyReLU: x.leakyReLU()
        case .elu: x.elu()
        case .gelu: x.gelu()
        case .silu: x.silu()
        case .softplus: x.softplus()
        case .step: x.step()
        case .softmax: x.softmax()
        }
    }

    /// What keeps the size of signals through layers with this function.
    var usualInitializer: Initializer {
        switch self {
        case .relu, .leakyReLU, .elu, .gelu, .silu, .softplus: .he
        case .identity, .sigmoid, .tanh, .step, .softmax: .glorot
        }
    }

    /// Whether a neuron's activation depends on its own z alone, so that it has a slope f′(z).
    public var isElementwise: Bool { self != .softmax }

    /// The function as a formula of z.
    public var formula: String {
        switch self {
        case .identity: "z"
        case .sigmoid: "σ(z) = 1/(1 + e^−z)"
        case .tanh: "tanh(z)"
        case .relu: "max(z, 0)"
        case .leakyReLU: "max(z, 0.01·z)"
        case .elu: "z > 0 ? z : e^z − 1"
        case .gelu: "z·Φ(z)"
        case .silu: "z·σ(z)"
        case .softplus: "ln(1 + e^z)"
        case .step: "z ≥ 0 ? 1 : 0"
        case .softmax: "e^z / Σ e^z"
        }
    }
}
