import Computation
import NeuralNetworks
import TestSupport

/// Small tasks that a network must be able to learn.
enum Lesson {
    /// The four rows of "either, but not both", which no single layer can learn; answers as labels
    /// 0 and 1.
    static func xor() throws -> Examples {
        try Examples(inputs: xorInputs, targets: Tensor([0, 1, 1, 0] as [Int32]))
    }

    /// The same with the answers as numbers, `[4, 1]`.
    static func xorNumbers() throws -> Examples {
        try Examples(
            inputs: xorInputs,
            targets: Tensor([0, 1, 1, 0] as [Float], shape: [4, 1])
        )
    }

    private static let xorInputs = Tensor([0, 0, 0, 1, 1, 0, 1, 1] as [Float], shape: [4, 2])

    /// Points around one centre for each class, far enough apart to be told from each other.
    static func clusters(_ count: Int, classes: Int = 3, seed: Int = 1) throws -> Examples {
        var stream = RandomStream(test: seed)
        var (inputs, labels): ([Float], [Int32]) = ([], [])
        for index in 0..<count {
            let label = index % classes
            for axis in 0..<classes {
                inputs.append((axis == label ? 1 : 0) + stream.uniform(in: -0.3...0.3))
            }
            labels.append(Int32(label))
        }
        return try Examples(
            inputs: Tensor(inputs, shape: [count, classes]),
            targets: Tensor(labels)
        )
    }

    /// y = 2·x₁ − 3·x₂ + 0.5, without noise.
    static func line(_ count: Int, seed: Int = 1) throws -> Examples {
        var stream = RandomStream(test: seed)
        let inputs = stream.numbers(2 * count)
        let targets = (0..<count).map { example -> Float in
            2 * inputs[2 * example] - 3 * inputs[2 * example + 1] + 0.5
        }
        return try Examples(
            inputs: Tensor(inputs, shape: [count, 2]),
            targets: Tensor(targets, shape: [count, 1])
        )
    }

    /// Two independent questions about two numbers: whether each of them is positive.
    static func questions(_ count: Int, seed: Int = 1) throws -> Examples {
        var stream = RandomStream(test: seed)
        let inputs = stream.numbers(2 * count)
        return try Examples(
            inputs: Tensor(inputs, shape: [count, 2]),
            targets: Tensor(inputs.map { $0 > 0 ? 1 : Float(0) }, shape: [count, 2])
        )
    }

    /// Pixels without meaning, as bytes, with labels: good for comparing bits.
    static func pixels(
        _ count: Int,
        shape: Shape = [28, 28],
        classes: Int = 10,
        seed: Int = 1
    ) throws -> Examples {
        var stream = RandomStream(test: seed)
        let pixels: [UInt8] = (0..<count * shape.count).map { _ in
            UInt8(stream.integer(below: 256))
        }
        let labels = (0..<count).map { _ in Int32(stream.integer(below: classes)) }
        return try Examples(
            inputs: Tensor(pixels, shape: Shape([count] + shape.sizes)),
            targets: Tensor(labels)
        )
    }
}
