/// How the first values of a tensor of weights are drawn.
public enum Initializer: Hashable, Sendable, Codable {
    /// All zeros; usual for biases.
    case zeros
    /// One value everywhere.
    case constant(Float)
    /// Each value between `-limit` and `limit`, all equally likely.
    case uniform(limit: Float)
    /// From the normal distribution with mean 0.
    case normal(deviation: Float)
    /// Uniform with limit √(6 / (inputs + outputs)): keeps the size of signals where activations
    /// are close to linear around 0. Source: Glorot and Bengio, 2010.
    case glorot
    /// Normal with deviation √(2 / inputs): keeps the size of signals through ReLU.
    /// Source: He, Zhang, Ren, Sun, 2015.
    case he

    /// The values for a tensor of weights of shape `[outputs, inputs, …]`.
    package func values(for shape: Shape, stream: inout RandomStream) -> [Float] {
        let receptive = shape.sizes.dropFirst(2).reduce(1, *)
        let outputs = (shape.rank > 0 ? shape[0] : 1) * receptive
        let inputs = (shape.rank > 1 ? shape[1] : outputs) * receptive
        switch self {
        case .zeros: return [Float](repeating: 0, count: shape.count)
        case .constant(let value): return [Float](repeating: value, count: shape.count)
        case .uniform(let limit):
            return (0..<shape.count).map { _ in stream.uniform(in: -limit...limit) }
        case .normal(let deviation):
            return (0..<shape.count).map { _ in deviation * stream.normal() }
        case .glorot:
            let limit = (6 / Float(max(inputs + outputs, 1))).squareRoot()
            return (0..<shape.count).map { _ in stream.uniform(in: -limit...limit) }
        case .he:
            let deviation = (2 / Float(max(inputs, 1))).squareRoot()
            return (0..<shape.count).map { _ in deviation * stream.normal() }
        }
    }
}
