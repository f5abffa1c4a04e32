import Computation
import NeuralNetworks

@testable import Datasets

/// Pictures of random bytes, whose labels are 0, 1 and 2 in turn.
func noise(
    _ count: Int,
    _ height: Int,
    _ width: Int,
    channels: Int? = nil,
    classNames: [String] = ["a", "b", "c"]
) -> Examples {
    var stream = RandomStream(seed: 3, for: "noise", height, width)
    let size = height * width * (channels ?? 1)
    let bytes = (0..<count * size).map { _ in UInt8(stream.integer(below: 256)) }
    return Examples(
        unchecked: Tensor(
            bytes,
            shape: Shape([count, height, width] + (channels.map { [$0] } ?? []))
        ),
        targets: Tensor((0..<count).map { Int32($0 % 3) }),
        classNames: classNames
    )
}

extension Examples {
    /// The bytes of all pictures.
    var bytes: [UInt8] {
        guard case .uint8(let bytes) = inputs.storage else { return [] }
        return bytes
    }
}

/// The line that an error says, or none.
func refusal(_ body: () throws -> Void) -> String? {
    do {
        try body()
        return nil
    } catch {
        return "\(error)"
    }
}
