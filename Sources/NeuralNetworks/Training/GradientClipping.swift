/// How large gradients may become, so that one wild batch does not throw the weights far away.
///
/// Source: Pascanu, Mikolov, Bengio, "On the Difficulty of Training Recurrent Neural Networks", 2013.
public enum GradientClipping: Hashable, Sendable {
    /// All gradients together are shortened to this length, where they are longer: g·limit/‖g‖.
    case norm(Double)
    /// Each number of a gradient is brought within −limit and limit.
    case value(Double)

    /// The limit as a setting, with what it must be.
    var setting: TrainingSetting {
        switch self {
        case .norm(let limit): .positive("greatest norm of the gradients", limit)
        case .value(let limit): .positive("greatest value of a gradient", limit)
        }
    }

    /// What the kernel takes: the greatest norm, and the greatest size of a number.
    var scalars: [Float] {
        switch self {
        case .norm(let limit): [Float(limit), .infinity]
        case .value(let limit): [.infinity, Float(limit)]
        }
    }
}
